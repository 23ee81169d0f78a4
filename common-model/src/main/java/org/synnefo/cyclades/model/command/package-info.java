/** The outbox: requests to the backends, written in the transaction that changes the server. */
package org.synnefo.cyclades.model.command;
