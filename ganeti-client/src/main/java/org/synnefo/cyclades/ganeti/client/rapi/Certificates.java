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
 * The certificates that a cluster is trusted by, and no others.
 *
 * @param store the certificates as trust anchors
 * @param pinned whether none of them is an authority. Then the server must present one of them, and
 *     its name is not looked at: the certificate that Ganeti makes for itself has no proper one
 */
record Certificates(KeyStore store, boolean pinned) {

  /** Protects nothing: certificates are public. The store's format wants one. */
  static final String STORE_PASSWORD = "certificates";

  /**
   * Reads certificates.
   *
   * @param pem one or more
   * @throws IllegalArgumentException if it holds none, or something else
   */
  static Certificates ofPem(String pem) {
    try {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
      if (certificates.isEmpty()) {
        throw new IllegalArgumentException("No certificate in the cluster's PEM");
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
      throw new IllegalArgumentException("The cluster's certificates can't be read", e);
    }
  }
}
