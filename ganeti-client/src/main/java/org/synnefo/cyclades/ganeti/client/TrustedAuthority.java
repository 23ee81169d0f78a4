package org.synnefo.cyclades.ganeti.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

/** The one authority, or the one self-signed certificate, that a cluster is trusted by. */
final class TrustedAuthority {

  private TrustedAuthority() {}

  static KeyStore keyStore(String pem) {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))) {
        trusted.setCertificateEntry("authority-" + number++, certificate);
      }
      if (number == 0) {
        throw new IllegalArgumentException("The certificate authority holds no certificate");
      }
      return trusted;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("The certificate authority is not a PEM certificate", e);
    }
  }
}
