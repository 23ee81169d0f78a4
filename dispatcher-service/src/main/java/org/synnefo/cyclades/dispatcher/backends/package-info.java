/**
 * The clusters, as the dispatcher drives them: one client each, behind a circuit breaker, with a
 * fixed number of threads, so that one that is dead harms none of the others; and the choice of a
 * cluster for a new server.
 */
package org.synnefo.cyclades.dispatcher.backends;
