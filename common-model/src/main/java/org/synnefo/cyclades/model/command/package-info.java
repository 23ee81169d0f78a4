/** The outbox: what was asked of the backends, in the transaction that changed the server. */
package org.synnefo.cyclades.model.command;
