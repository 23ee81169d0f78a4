package org.synnefo.cyclades.local.faults;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The Ganeti that {@code CYCLADES_TEST_RAPI_URL}, {@code _USER}, {@code _PASSWORD}, {@code _CA}
 * name.
 */
final class RealCluster {

  private static final String PREFIX = "CYCLADES_TEST_RAPI_";

  private RealCluster() {}

  static boolean isConfigured() {
    return System.getenv(PREFIX + "URL") != null;
  }

  static Cluster configured() throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream authority = Files.newInputStream(Path.of(System.getenv(PREFIX + "CA")))) {
      trusted.setCertificateEntry(
          "cluster", CertificateFactory.getInstance("X.509").generateCertificate(authority));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return new Cluster(
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(context).build(),
        URI.create(System.getenv(PREFIX + "URL")),
        System.getenv(PREFIX + "USER"),
        System.getenv(PREFIX + "PASSWORD"));
  }
}
