package org.synnefo.cyclades.ganeti.simulator.cluster;

import java.util.Locale;

/**
 * A range of IPv4 addresses.
 *
 * @param first the network address, as a number
 * @param size number of addresses, including network and broadcast address
 */
public record AddressRange(long first, int size) {

  private static final int SMALLEST_PREFIX = 16;
  private static final int LARGEST_PREFIX = 30;

  /**
   * @param text such as {@code 203.0.113.0/24}; between /16 and /30
   */
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    int prefix = slash < 0 ? -1 : Integer.parseInt(text.substring(slash + 1));
    if (prefix < SMALLEST_PREFIX || prefix > LARGEST_PREFIX) {
      throw new IllegalArgumentException("Not a range between /16 and /30: " + text);
    }
    int size = 1 << (32 - prefix);
    long address = number(text.substring(0, slash));
    return new AddressRange(address - address % size, size);
  }

  public String address(int offset) {
    long number = first + offset;
    return String.format(
        Locale.ROOT,
        "%d.%d.%d.%d",
        number >> 24 & 255,
        number >> 16 & 255,
        number >> 8 & 255,
        number & 255);
  }

  /** The position of an address in the range; negative if it is outside or not an address. */
  public int offset(String address) {
    try {
      long offset = number(address) - first;
      return offset >= 0 && offset < size ? (int) offset : -1;
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }

  private static long number(String address) {
    String[] parts = address.split("\\.", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException("Not an IPv4 address: " + address);
    }
    long number = 0;
    for (String part : parts) {
      int value = Integer.parseInt(part);
      if (value < 0 || value > 255) {
        throw new IllegalArgumentException("Not an IPv4 address: " + address);
      }
      number = number << 8 | value;
    }
    return number;
  }
}
