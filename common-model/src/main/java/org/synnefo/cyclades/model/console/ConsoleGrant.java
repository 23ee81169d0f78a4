package org.synnefo.cyclades.model.console;

import java.util.UUID;

/**
 * A right to connect once to the console of a server.
 *
 * @param id of the grant
 * @param userId who asked for it
 * @param serverId whose console it is
 * @param destinationHost where the instance's VNC server listens
 * @param destinationPort where the instance's VNC server listens
 */
public record ConsoleGrant(
    UUID id, long userId, long serverId, String destinationHost, int destinationPort) {}
