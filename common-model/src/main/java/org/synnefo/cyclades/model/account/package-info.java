/** Users and their tokens. */
package org.synnefo.cyclades.model.account;
