/** Users and their tokens. */
package org.synnefo.cyclades.admin.accounts;
