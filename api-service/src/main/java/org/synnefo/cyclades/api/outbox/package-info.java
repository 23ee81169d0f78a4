/**
 * Commands to the backends: written in the transaction that changes the server, published after the
 * commit, and published later by a sweep if that failed.
 */
package org.synnefo.cyclades.api.outbox;
