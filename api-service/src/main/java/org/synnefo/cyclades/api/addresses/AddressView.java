package org.synnefo.cyclades.api.addresses;

/**
 * @param version 4 or 6
 * @param addr the address
 */
public record AddressView(int version, String addr) {}
