/**
 * Channels: the RFB port, the connections to instances' servers, and the bytes between them. Netty
 * on the event loops of Vert.x, since a Vert.x socket knows no half-close and copies every buffer.
 *
 * <p>A console's two channels share one event loop, so that nothing here needs a lock.
 */
package org.synnefo.cyclades.vncproxy.transport;
