package org.synnefo.cyclades.model.console;

import java.util.UUID;

/**
 * Permission to connect once to the console of a server.
 *
 * @param id of the grant
 * @param userId the user who requested it
 * @param serverId the server
 * @param destinationHost where the instance's VNC server listens
 * @param destinationPort where the instance's VNC server listens
 */
public record ConsoleGrant(
    UUID id, long userId, long serverId, String destinationHost, int destinationPort) {}
