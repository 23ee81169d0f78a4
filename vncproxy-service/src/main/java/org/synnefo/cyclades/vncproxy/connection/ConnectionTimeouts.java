package org.synnefo.cyclades.vncproxy.connection;

import java.time.Duration;

/**
 * How long each phase of a connection may take.
 *
 * @param handshake for the handshake with the viewer, and then for the one with the server
 * @param connect to reach the server, all retries together
 * @param halfClosed until the second side finishes after the first
 */
public record ConnectionTimeouts(Duration handshake, Duration connect, Duration halfClosed) {}
