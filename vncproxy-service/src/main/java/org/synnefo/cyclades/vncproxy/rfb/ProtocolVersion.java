package org.synnefo.cyclades.vncproxy.rfb;

import java.nio.charset.StandardCharsets;

/** The RFB versions whose handshakes differ (RFC 6143, section 7.1.1). */
public enum ProtocolVersion {
  V3_3(3),
  V3_7(7),
  V3_8(8);

  /** Length of a version message: {@code RFB 003.008\n}. */
  public static final int MESSAGE_LENGTH = 12;

  private static final int MAJOR = 3;

  private final int minor;
  private final byte[] message;

  ProtocolVersion(int minor) {
    this.minor = minor;
    this.message = String.format("RFB 003.%03d\n", minor).getBytes(StandardCharsets.US_ASCII);
  }

  /** The version message, the same in both directions. */
  public byte[] message() {
    return message.clone();
  }

  /** Whether the viewer chooses between security types (3.7 and later). */
  boolean choosesSecurityType() {
    return this != V3_3;
  }

  /** Whether every security type ends with a result, including None, and a failure has a reason. */
  boolean givesReasons() {
    return this == V3_8;
  }

  /**
   * The version to use with a peer that sent this message. Undefined versions count as the next
   * lower known one: 3.5 as 3.3, and Apple's 3.889 and RealVNC's 4.1 as 3.8.
   *
   * @throws RfbException if it is not a version message, or the version is below 3.3
   */
  static ProtocolVersion understood(byte[] message) throws RfbException {
    if (message.length != MESSAGE_LENGTH
        || !new String(message, 0, 4, StandardCharsets.US_ASCII).equals("RFB ")
        || message[7] != '.'
        || message[11] != '\n') {
      throw new RfbException(RfbException.Kind.NOT_RFB, "The peer does not speak RFB.");
    }
    int major = number(message, 4);
    int minor = number(message, 8);
    if (major > MAJOR) {
      return V3_8;
    }
    if (major < MAJOR || minor < V3_3.minor) {
      throw new RfbException(RfbException.Kind.VERSION, "RFB before 3.3 is not supported.");
    }
    ProtocolVersion known = V3_3;
    for (ProtocolVersion version : values()) {
      if (version.minor <= minor) {
        known = version;
      }
    }
    return known;
  }

  private static int number(byte[] message, int offset) throws RfbException {
    int value = 0;
    for (int i = offset; i < offset + 3; i++) {
      if (message[i] < '0' || message[i] > '9') {
        throw new RfbException(RfbException.Kind.NOT_RFB, "The peer does not speak RFB.");
      }
      value = value * 10 + message[i] - '0';
    }
    return value;
  }
}
