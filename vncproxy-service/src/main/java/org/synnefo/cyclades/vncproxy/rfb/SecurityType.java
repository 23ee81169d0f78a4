package org.synnefo.cyclades.vncproxy.rfb;

/** The supported security types, with their registered numbers. */
public enum SecurityType {
  NONE(1),
  VNC_AUTHENTICATION(2),
  VENCRYPT(19),
  /** Subtype of VeNCrypt: TLS with a certificate, then no authentication. */
  X509_NONE(260),
  /** Subtype of VeNCrypt: TLS with a certificate, then VNC authentication. */
  X509_VNC(261);

  private final int number;

  SecurityType(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
