/** Transactions of the services. */
package org.synnefo.cyclades.api.transactions;
