package org.synnefo.cyclades.vncproxy.rfb;

/** VeNCrypt 0.2, the only version in use. */
final class VenCrypt {

  static final int MAJOR = 0;
  static final int MINOR = 2;

  private VenCrypt() {}

  static boolean isVersion(byte[] message) {
    return message[0] == MAJOR && message[1] == MINOR;
  }

  /** The subtype that wraps this security type in TLS with a certificate. */
  static SecurityType subtypeOf(SecurityType security) {
    return security == SecurityType.NONE ? SecurityType.X509_NONE : SecurityType.X509_VNC;
  }
}
