package org.synnefo.cyclades.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.synnefo.cyclades.embedded.EmbeddedBroker;
import org.synnefo.cyclades.embedded.EmbeddedDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What somebody is told who forgets a setting, misspells one or gives a wrong one: the packaged
 * services, as processes. The database has no schema.
 */
class MistakesIT {

  private static final String KEY = "c2V0dGluZ3Mgb2YgYWxsIHNlcnZpY2VzLCBhIGtleS4=";
  private static final String NOTHING = "";

  private static final String API = "api-service";
  private static final String DISPATCHER = "dispatcher-service";
  private static final String PROXY = "vncproxy-service";

  private static EmbeddedDatabase database;
  private static EmbeddedBroker broker;
  private static ServerSocket taken;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    database = EmbeddedDatabase.temporary();
    broker = EmbeddedBroker.temporary();
    taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterAll
  static void stop() throws IOException {
    taken.close();
    broker.close();
    database.close();
  }

  /**
   * @param given instead of what is right, or beside it; {@link #NOTHING}: that setting is missing
   * @param said the words of the one line
   */
  record Mistake(String service, Map<String, String> given, List<String> said) {
    @Override
    public String toString() {
      return service + " " + given;
    }
  }

  static Stream<Mistake> fatalMistakes() {
    String used = Integer.toString(taken.getLocalPort());
    return Stream.of(
        mistake(API, "CYCLADES_DEPLOYMENT_KEY", NOTHING, "cyclades.deployment-key", "missing"),
        mistake(PROXY, "CYCLADES_DEPLOYMENT_KEY", NOTHING, "cyclades.deployment-key", "missing"),
        mistake(PROXY, "CYCLADES_DEPLOYMENT_KEY", "secret", "32 bytes in base64", "openssl"),
        mistake(API, "QUARKUS_DATASOURCE_JDBC_URL", NOTHING, "quarkus.datasource.jdbc.url"),
        mistake(PROXY, "QUARKUS_DATASOURCE_JDBC_URL", NOTHING, "quarkus.datasource.jdbc.url"),
        mistake(
            PROXY,
            "QUARKUS_DATASOURCE_JDBC_URL",
            "postgres://127.0.0.1/cyclades",
            "jdbc:postgresql://HOST:5432/NAME"),
        mistake(
            PROXY,
            "QUARKUS_DATASOURCE_JDBC_URL",
            database.jdbcUrl().replaceFirst("/[a-z]+$", "/no_such_database"),
            "no_such_database",
            "quarkus.datasource"),
        mistake(
            PROXY, "QUARKUS_DATASOURCE_USERNAME", "nobody", "refuses the user nobody", "password"),
        mistake(API, "CYCLADES_API_POLL_LIMIT", "often", "cyclades.api.poll-limit", "a duration"),
        mistake(API, "CYCLADES_QUOTA_SERVERS", "three", "CYCLADES_QUOTA_SERVERS", "a whole number"),
        mistake(API, "CYCLADES_API_PUBLIC_URL", "not a url", "cyclades.api.public-url", "a URL"),
        mistake(DISPATCHER, "RABBITMQ_PORT", "amqp", "rabbitmq-port", "a whole number"),
        mistake(PROXY, "CYCLADES_VNCPROXY_RFB_TLS", "on", "off, wrapped, offered, required"),
        mistake(PROXY, "CYCLADES_VNCPROXY_RFB_TLS", "wrapped", "rfb.certificate is missing"),
        mistake(
            PROXY,
            "CYCLADES_VNCPROXY_DESTINATIONS_NETWORKS",
            "node1",
            "\"node1\" is not a network"),
        mistake(PROXY, "CYCLADES_VNCPROXY_RFB_PORT", used, used, "cyclades.vncproxy.rfb.port"),
        mistake(PROXY, "QUARKUS_HTTP_PORT", used, used, "quarkus.http.port"));
  }

  @ParameterizedTest
  @MethodSource("fatalMistakes")
  void aServiceThatCannotRunSaysWhyInOneLineAndExits(Mistake mistake) throws Exception {
    Path errors = folder.resolve("errors");
    Process process = start(mistake.service(), mistake.given(), folder.resolve("log"), errors);
    try {
      assertThat(process.waitFor(4, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(Files.readAllLines(errors))
        .singleElement()
        .asString()
        .startsWith(mistake.service() + ": ")
        .contains(mistake.said())
        .doesNotContain("Exception", "SRCFG", "org.", "io.");
    assertThat(folder.resolve("log")).content().doesNotContain("Exception", "\tat ");
  }

  static Stream<Mistake> survivableMistakes() {
    return Stream.of(
        mistake(
            PROXY, "CYCLADES_VNCPROXY_RFB_PROT", "1", "did you mean CYCLADES_VNCPROXY_RFB_PORT?"),
        mistake(
            PROXY,
            "CYCLADES_VNCPROXY_DESTINATIONS_NETWORKS",
            NOTHING,
            "Every console will be refused"),
        mistake(
            PROXY,
            "QUARKUS_DATASOURCE_JDBC_URL",
            "jdbc:postgresql://127.0.0.1:" + freePort() + "/cyclades",
            "refused",
            "waiting for it"),
        mistake(
            PROXY,
            "CYCLADES_DEPLOYMENT_KEY",
            "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            "UNSAFE",
            "published example"),
        mistake(API, "CYCLADES_API_PUBLIC_URLL", "x", "did you mean CYCLADES_API_PUBLIC_URL?"),
        mistake(API, "QUARKUS_HTTP_HOST", "0.0.0.0", "works on this machine only"),
        mistake(API, "RABBITMQ_PASSWORD", "wrong", "refuses the user guest", "rabbitmq-password"),
        mistake(
            DISPATCHER,
            "RABBITMQ_PASSWORD",
            "wrong",
            "refuses the user guest",
            "rabbitmq-password"));
  }

  @ParameterizedTest
  @MethodSource("survivableMistakes")
  void aServiceThatCanRunWarnsAndIsNotReadyWithoutASchema(Mistake mistake) throws Exception {
    int port = freePort();
    Map<String, String> given = new HashMap<>(mistake.given());
    given.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    Path log = folder.resolve("log");
    Process process = start(mistake.service(), given, log, folder.resolve("errors"));
    try {
      await()
          .atMost(Duration.ofMinutes(4))
          .ignoreExceptionsInstanceOf(IOException.class)
          .untilAsserted(
              () -> {
                assertThat(process.isAlive()).isTrue();
                assertThat(log).content().contains(mistake.said());
                HttpResponse<String> ready = get(port, "/q/health/ready");
                assertThat(ready.statusCode()).isEqualTo(503);
                assertThat(ready.body()).contains("\"schema\"");
              });
    } finally {
      process.destroy();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void healthSaysWhyTheApiCannotUseTheBroker() throws Exception {
    int port = freePort();
    Process process =
        start(
            API,
            Map.of("RABBITMQ_PASSWORD", "wrong", "QUARKUS_HTTP_PORT", Integer.toString(port)),
            folder.resolve("log"),
            folder.resolve("errors"));
    try {
      await()
          .atMost(Duration.ofMinutes(4))
          .ignoreExceptionsInstanceOf(IOException.class)
          .untilAsserted(
              () ->
                  assertThat(get(port, "/q/health/group/broker").body())
                      .contains("refuses the user guest"));
    } finally {
      process.destroy();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  private static Mistake mistake(String service, String name, String value, String... said) {
    return new Mistake(service, Map.of(name, value), List.of(said));
  }

  private Process start(String service, Map<String, String> given, Path log, Path errors)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                Path.of("..", service, "target/quarkus-app/quarkus-run.jar")
                    .toAbsolutePath()
                    .normalize()
                    .toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(log.toFile())
            .redirectError(errors.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.matches("(CYCLADES|RABBITMQ|QUARKUS)_.*"));
    environment.put("CYCLADES_DEPLOYMENT_KEY", KEY);
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl());
    environment.put("QUARKUS_DATASOURCE_USERNAME", database.user());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", "0");
    environment.put("RABBITMQ_PORT", Integer.toString(broker.port()));
    environment.put("CYCLADES_VNCPROXY_RFB_PORT", "0");
    environment.put("CYCLADES_VNCPROXY_DESTINATIONS_NETWORKS", "127.0.0.0/8");
    environment.putAll(given);
    environment.values().removeIf(NOTHING::equals);
    return builder.start();
  }

  private static HttpResponse<String> get(int port, String path)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
