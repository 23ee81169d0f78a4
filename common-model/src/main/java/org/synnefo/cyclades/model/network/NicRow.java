package org.synnefo.cyclades.model.network;

/**
 * A NIC in a listing.
 *
 * @param network id of its network
 * @param isPublic whether that is the public network
 * @param networkName name of its network
 * @param ipv4 may be null
 * @param ipv6 may be null
 * @param firewallProfile may be null
 */
public record NicRow(
    long network,
    boolean isPublic,
    String networkName,
    String mac,
    String ipv4,
    String ipv6,
    FirewallProfile firewallProfile) {}
