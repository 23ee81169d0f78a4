package org.synnefo.cyclades.vncproxy.rfb;

/** Security types that we speak, by their numbers in RFB's registry. */
public enum SecurityType {
  NONE(1),
  VNC_AUTHENTICATION(2),
  VENCRYPT(19),
  /** Subtype of VeNCrypt: TLS with a certificate, then nothing. */
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
