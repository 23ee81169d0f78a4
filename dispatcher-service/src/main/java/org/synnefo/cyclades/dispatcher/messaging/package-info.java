/**
 * Consumes queues: connects, declares, hands each message to its handler in a transaction,
 * acknowledges after the commit, and starts anew whatever stopped. It knows no server, no cluster.
 *
 * <p>It stands on the RabbitMQ Java client alone, without its automatic recovery: neither that nor
 * a connector above it notices a queue that was deleted, and to consume again by itself is what
 * this service promises.
 */
package org.synnefo.cyclades.dispatcher.messaging;
