package org.synnefo.cyclades.vncproxy.admission;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * Addresses that count as one client: an IPv4 address, or an IPv6 /64, which usually belongs to one
 * customer.
 */
record ClientPrefix(String prefix) {

  private static final int IPV4_LENGTH = 4;
  private static final int IPV6_PREFIX_LENGTH = 8;

  static ClientPrefix of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return new ClientPrefix(
        Arrays.toString(
            bytes.length == IPV4_LENGTH ? bytes : Arrays.copyOf(bytes, IPV6_PREFIX_LENGTH)));
  }
}
