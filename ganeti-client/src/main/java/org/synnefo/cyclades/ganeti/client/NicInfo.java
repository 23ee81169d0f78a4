package org.synnefo.cyclades.ganeti.client;

import java.util.Optional;

/**
 * A network interface of an instance.
 *
 * @param index its position, from 0
 * @param uuid Ganeti's id of it
 * @param name the name it was given
 * @param mac such as {@code aa:00:10:18:46:92}
 * @param ip its IPv4 address
 * @param mode {@code bridged}, {@code routed} or {@code openvswitch}
 * @param link the bridge or routing table
 * @param network the UUID of the Ganeti network it is in
 * @param networkName the name of that network
 */
public record NicInfo(
    int index,
    String uuid,
    Optional<String> name,
    String mac,
    Optional<String> ip,
    Optional<String> mode,
    Optional<String> link,
    Optional<String> network,
    Optional<String> networkName) {}
