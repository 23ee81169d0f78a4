package org.synnefo.cyclades.vncproxy.connection;

import java.time.Duration;

/**
 * Time limits for the phases of a connection.
 *
 * @param handshake for the handshake with the viewer, and again for the one with the server
 * @param connect for connecting to the server, including retries
 * @param halfClosed how long one side may stay open after the other has finished
 */
public record ConnectionTimeouts(Duration handshake, Duration connect, Duration halfClosed) {}
