/**
 * Commands to the backends: written in the transaction that changes the server, published after it
 * committed, swept where that failed.
 */
package org.synnefo.cyclades.api.outbox;
