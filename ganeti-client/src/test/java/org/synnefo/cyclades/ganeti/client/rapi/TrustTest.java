package org.synnefo.cyclades.ganeti.client.rapi;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synnefo.cyclades.ganeti.client.ClusterAddress;
import org.synnefo.cyclades.ganeti.client.GanetiClient;
import org.synnefo.cyclades.ganeti.client.GanetiClientFactory;
import org.synnefo.cyclades.ganeti.client.GanetiException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@QuarkusTest
class TrustTest {

  private static final char[] PASSWORD = "password".toCharArray();
  private static final String AUTHORITY = "bc:c";
  private static final String LOOPBACK = "san=ip:127.0.0.1";
  private static final String ELSEWHERE = "san=dns:elsewhere.example.com";

  @TempDir Path folder;

  @Inject GanetiClientFactory factory;

  private HttpsServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  @Test
  void theConfiguredAuthorityIsTrusted() throws Exception {
    Identity identity = identity(AUTHORITY, LOOPBACK);
    serve(identity);

    assertThat(operatingSystems(Optional.of(identity.pem()))).containsExactly("os");
  }

  @Test
  void anotherAuthorityIsNotTrusted() throws Exception {
    serve(identity(AUTHORITY, LOOPBACK));

    assertUnavailable(Optional.of(identity(AUTHORITY, LOOPBACK).pem()));
  }

  @Test
  void withoutAnAuthorityTheTrustStoreOfTheRuntimeIsUsed() throws Exception {
    serve(identity(AUTHORITY, LOOPBACK));

    assertUnavailable(Optional.empty());
  }

  @Test
  void aTrustedCertificateForAnotherNameIsRejected() throws Exception {
    Identity identity = identity(AUTHORITY, ELSEWHERE);
    serve(identity);

    assertUnavailable(Optional.of(identity.pem()));
  }

  @Test
  void aPinnedCertificateIsTrustedWhateverItsName() throws Exception {
    Identity identity = identity(ELSEWHERE);
    serve(identity);

    assertThat(operatingSystems(Optional.of(identity.pem()))).containsExactly("os");
  }

  @Test
  void anyOtherThanThePinnedCertificateIsRejected() throws Exception {
    serve(identity(LOOPBACK));

    assertUnavailable(Optional.of(identity(LOOPBACK).pem()));
  }

  @Test
  void anInvalidCertificateIsReportedImmediately() {
    URI endpoint = URI.create("https://127.0.0.1:5080");
    for (String pem : List.of("", "nonsense", "-----BEGIN CERTIFICATE-----\nAAAA\n")) {
      assertThatThrownBy(
              () ->
                  factory.connect(
                      new ClusterAddress(List.of(endpoint), "user", "secret", Optional.of(pem))))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private void assertUnavailable(Optional<String> certificateAuthority) {
    GanetiException.Unavailable failure =
        catchThrowableOfType(
            GanetiException.Unavailable.class, () -> operatingSystems(certificateAuthority));

    assertThat(failure.mayHaveBeenApplied()).isFalse();
  }

  private List<String> operatingSystems(Optional<String> certificateAuthority) {
    URI endpoint = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    ClusterAddress address =
        new ClusterAddress(List.of(endpoint), "user", "secret", certificateAuthority);
    try (GanetiClient ganeti = factory.connect(address)) {
      return ganeti.operatingSystems();
    }
  }

  private record Identity(KeyStore store) {
    String pem() throws Exception {
      byte[] certificate = store.getCertificate("server").getEncoded();
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder().encodeToString(certificate)
          + "\n-----END CERTIFICATE-----\n";
    }
  }

  /** A new key with a self-signed certificate, created by the JDK's keytool. */
  private Identity identity(String... extensions) throws Exception {
    Path file = Files.createTempDirectory(folder, "identity").resolve("store.p12");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=ganeti",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "password"));
    for (String extension : extensions) {
      command.addAll(List.of("-ext", extension));
    }
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(output).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(file)) {
      store.load(stream, PASSWORD);
    }
    return new Identity(store);
  }

  private void serve(Identity identity) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(identity.store(), PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "[\"os\"]\n".getBytes(StandardCharsets.US_ASCII);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }
}
