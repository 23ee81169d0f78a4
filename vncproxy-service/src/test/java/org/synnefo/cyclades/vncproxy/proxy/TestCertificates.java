package org.synnefo.cyclades.vncproxy.proxy;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate created by the JDK's keytool for both sides of the proxy, with TLS enabled. */
public final class TestCertificates implements QuarkusTestResourceLifecycleManager {

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static SSLContext context;

  /** A context that has the key and trusts the certificate. */
  public static SSLContext context() {
    return context;
  }

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory("certificates");
      Path store = folder.resolve("store.p12");
      List<String> command =
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
              "-genkeypair",
              "-alias",
              "test",
              "-keyalg",
              "RSA",
              "-keysize",
              "2048",
              "-dname",
              "CN=localhost",
              "-ext",
              "san=ip:127.0.0.1,dns:localhost",
              "-ext",
              "bc=ca:true",
              "-storetype",
              "PKCS12",
              "-keystore",
              store.toString(),
              "-storepass",
              "changeit");
      if (new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() != 0) {
        throw new IllegalStateException("keytool failed");
      }
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, PASSWORD);
      }
      Path certificate = folder.resolve("certificate.pem");
      Path key = folder.resolve("key.pem");
      Files.writeString(certificate, pem("CERTIFICATE", keys.getCertificate("test").getEncoded()));
      Files.writeString(key, pem("PRIVATE KEY", keys.getKey("test", PASSWORD).getEncoded()));
      context = context(keys);
      return Map.of(
          "quarkus.http.ssl.certificate.files",
          certificate.toString(),
          "quarkus.http.ssl.certificate.key-files",
          key.toString(),
          "quarkus.http.test-ssl-port",
          "0",
          "cyclades.vncproxy.rfb.tls",
          "offered",
          "cyclades.vncproxy.rfb.certificate",
          certificate.toString(),
          "cyclades.vncproxy.rfb.key",
          key.toString(),
          "cyclades.vncproxy.servers.tls",
          "possible",
          "cyclades.vncproxy.servers.password",
          "cluster1",
          "cyclades.vncproxy.servers.authority",
          certificate.toString());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    // The operating system cleans up the folder.
  }

  private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try {
      trusted.load(null, null);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    trusted.setCertificateEntry("test", keys.getCertificate("test"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return tls;
  }

  private static String pem(String type, byte[] der) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), type);
  }
}
