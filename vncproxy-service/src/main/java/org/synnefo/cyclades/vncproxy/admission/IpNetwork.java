package org.synnefo.cyclades.vncproxy.admission;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * An IP network in CIDR notation.
 *
 * @param address any address of the network
 * @param prefixLength number of network bits
 */
public record IpNetwork(InetAddress address, int prefixLength) {

  /**
   * @throws IllegalArgumentException if the text is not {@code ADDRESS/BITS}; names are not
   *     resolved
   */
  public static IpNetwork parse(String text) {
    int slash = text.indexOf('/');
    String literal = slash < 0 ? text : text.substring(0, slash);
    if (!literal.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      throw new IllegalArgumentException("Not an IP network in CIDR notation: " + text);
    }
    try {
      InetAddress address = InetAddress.getByName(literal);
      int bits = address.getAddress().length * 8;
      int length = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
      if (length < 0 || length > bits) {
        throw new IllegalArgumentException("Not an IP network in CIDR notation: " + text);
      }
      return new IpNetwork(address, length);
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException("Not an IP network in CIDR notation: " + text, e);
    }
  }

  /** Whether the address is in this network. */
  public boolean contains(InetAddress other) {
    byte[] ours = address.getAddress();
    byte[] theirs = other.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < prefixLength; bit += 8) {
      int mask = prefixLength - bit >= 8 ? 0xff : 0xff << (8 - (prefixLength - bit)) & 0xff;
      if (((ours[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
