package org.synnefo.cyclades.model.network;

/**
 * A NIC as it is read for listing.
 *
 * @param network that it is in
 * @param isPublic whether that is the public one
 * @param networkName of the network
 * @param ipv4 null if it has none
 * @param ipv6 null if it has none
 * @param firewallProfile null if it has none
 */
public record NicRow(
    long network,
    boolean isPublic,
    String networkName,
    String mac,
    String ipv4,
    String ipv6,
    FirewallProfile firewallProfile) {}
