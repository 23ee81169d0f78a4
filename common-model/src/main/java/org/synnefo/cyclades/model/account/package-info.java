/** Users and the tokens that they show. */
package org.synnefo.cyclades.model.account;
