package org.synnefo.cyclades.ganeti.client.rapi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;

/**
 * The only certificates that are trusted for a cluster.
 *
 * @param store the certificates as trust anchors
 * @param pinned whether none of them is a CA. Then the server must present one of them, and the
 *     host name is not checked, because Ganeti's self-signed certificate does not contain a useful
 *     one
 */
public record Certificates(KeyStore store, boolean pinned) {

  /** The store format requires a password; it protects nothing, because certificates are public. */
  static final String STORE_PASSWORD = "certificates";

  /**
   * Parses certificates.
   *
   * @param pem one or more certificates
   * @throws IllegalArgumentException if there is none, or something else
   */
  public static Certificates ofPem(String pem) {
    try {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
      if (certificates.isEmpty()) {
        throw new IllegalArgumentException("The PEM contains no certificate");
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, STORE_PASSWORD.toCharArray());
      boolean pinned = true;
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("cluster-" + store.size(), certificate);
        pinned &= ((X509Certificate) certificate).getBasicConstraints() < 0;
      }
      return new Certificates(store, pinned);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("The cluster's certificates are invalid", e);
    }
  }
}
