package org.synnefo.cyclades.ganeti.client;

import java.util.Optional;

/**
 * A NIC of an instance.
 *
 * @param index its position, from 0
 * @param uuid Ganeti's id
 * @param name its name, if it has one
 * @param mac such as {@code aa:00:10:18:46:92}
 * @param ip IPv4 address
 * @param mode {@code bridged}, {@code routed} or {@code openvswitch}
 * @param link the bridge or routing table
 * @param network UUID of its Ganeti network
 * @param networkName name of that network
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
