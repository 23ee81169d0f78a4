package org.synnefo.cyclades.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synnefo.cyclades.local.settings.CloudSettings;
import org.synnefo.cyclades.local.settings.Port;
import org.synnefo.cyclades.local.tour.Tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What the commands of a local cloud promise, with the broker that is built in. */
class CloudIT {

  @TempDir static Path sharedFolder;
  private static LocalCloud shared;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    shared = new LocalCloud(sharedFolder).up("--broker", "embedded");
  }

  @AfterAll
  static void stop() throws Exception {
    shared.close();
  }

  @Test
  void theTourPassesThroughACloudOfRealParts() throws Exception {
    LocalCloud.Outcome status = shared.run("status");
    assertThat(status.status()).as(status.output()).isZero();

    LocalCloud.Outcome tour = shared.run("demo");

    assertThat(tour.status()).as(tour.output()).isZero();
  }

  @Test
  void serversSurviveDownAndUp() throws Exception {
    Tour tour = new Tour(shared.api(), line -> {});
    tour.create();
    tour.watchTheBuild();
    CloudSettings before = shared.settings();

    assertThat(shared.run("down").status()).isZero();
    assertThat(shared.run("status").status()).as("status of a cloud that is down").isOne();
    shared.up();

    assertThat(shared.settings()).isEqualTo(before);
    assertThat(shared.api().get("/servers/" + tour.server()).body().at("/server/status").asText())
        .isEqualTo("ACTIVE");
    tour.lookAtTheConsole();
    tour.delete();
  }

  @Test
  void aServerIsBuiltOnceThoughTheDispatcherIsKilledWhileItIsBuilt() throws Exception {
    Tour tour = new Tour(shared.api(), line -> {});
    tour.create();
    ProcessHandle dispatcher = shared.process("dispatcher-service");
    dispatcher.destroyForcibly();
    dispatcher.onExit().join();

    shared.up();

    tour.watchTheBuild();
    assertThat(instances()).containsOnlyOnce("snf-" + tour.server());
    tour.delete();
  }

  @Test
  void aPartThatDiedIsShownAndStartedAgain() throws Exception {
    ProcessHandle proxy = shared.process("vncproxy-service");
    proxy.destroyForcibly();
    proxy.onExit().join();
    assertThat(shared.part("vncproxy-service").get("ready").asBoolean()).isFalse();
    assertThat(shared.run("status").status()).isOne();

    shared.up();

    assertThat(shared.part("vncproxy-service").get("ready").asBoolean()).isTrue();
  }

  @Test
  void aDatabaseThatDiedIsStartedAgainThoughItsServicesHoldOnToIt() throws Exception {
    ProcessHandle database = shared.process("database");
    database.destroyForcibly();
    database.onExit().join();

    shared.up();

    assertThat(shared.run("status").status()).isZero();
    assertThat(shared.api().get("/servers").status()).isEqualTo(200);
  }

  @Test
  void aConsoleOpensInBrowsersForThePagesOfTheCloudAlone() throws Exception {
    Tour tour = new Tour(shared.api(), line -> {});
    tour.create();
    tour.watchTheBuild();
    URI url =
        URI.create(
            shared
                .api()
                .post(
                    "/servers/%d/action".formatted(tour.server()),
                    Map.of("console", Map.of("type", "vnc")))
                .body()
                .at("/console/SNF:url")
                .asText());
    int apiPort = shared.settings().port(Port.API);

    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> BrowserConsole.open(url, "http://elsewhere.example.com"))
        .withCauseInstanceOf(WebSocketHandshakeException.class);
    assertThat(BrowserConsole.open(url, "http://localhost:" + apiPort).greeting())
        .matches("RFB 003\\.00\\d\n");
    tour.delete();
  }

  @Test
  void aTakenPortIsNamedAndNothingIsLeftRunning() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        LocalCloud cloud = new LocalCloud(folder)) {
      LocalCloud.Outcome outcome =
          cloud.run("up", "--ports", "any", "--port", "CONSOLE=" + taken.getLocalPort());

      assertThat(outcome.status()).isOne();
      assertThat(outcome.output())
          .startsWith("cyclades: Port %d (CONSOLE) is taken; ".formatted(taken.getLocalPort()))
          .hasLineCount(1);
      assertThat(folder.resolve("run"))
          .satisfiesAnyOf(
              run -> assertThat(run).doesNotExist(), run -> assertThat(run).isEmptyDirectory());
    }
  }

  @Test
  void aPartThatCantStartTakesTheOthersDown() throws Exception {
    Files.createDirectories(folder.resolve("database"));
    Files.writeString(folder.resolve("database/PG_VERSION"), "7\n");
    try (LocalCloud cloud = new LocalCloud(folder)) {
      LocalCloud.Outcome outcome = cloud.run("up", "--ports", "any", "--broker", "embedded");

      assertThat(outcome.status()).isOne();
      assertThat(outcome.output())
          .contains("cyclades: database ended at its start; its log says why: ");
      assertThat(cloud.run("status").output().lines())
          .allMatch(line -> line.contains(" down ") || line.startsWith("all "));
    }
  }

  @Test
  void aJavaThatIsTooOldIsNamed() throws Exception {
    Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    ProcessBuilder script = new ProcessBuilder("../cyclades", "up").redirectErrorStream(true);
    script.environment().put("JAVA_HOME", folder.toString());

    Process process = script.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isOne();
    assertThat(output)
        .isEqualTo(
            "cyclades: This Java is version 11; install a JDK 17 or newer, or set JAVA_HOME to one.\n");
  }

  @Test
  void whatACloudWasSetUpWithIsKept() throws Exception {
    try (LocalCloud cloud = new LocalCloud(folder)) {
      LocalCloud.Outcome first = cloud.run("up", "--ports", "any", "--broker", "nonsense");
      assertThat(first.status()).isOne();
      assertThat(first.output())
          .startsWith("cyclades: --broker takes embedded, installed, or amqp");
    }
    LocalCloud.Outcome other = shared.run("up", "--broker", "amqp://guest:guest@127.0.0.1:1");
    assertThat(other.status()).isOne();
    assertThat(other.output())
        .isEqualTo(
            "cyclades: The cloud in %s was set up with another broker; choose another folder with --data DIR%n"
                .formatted(sharedFolder));
  }

  @Test
  void theEnvironmentIsReadableByItsOwnerAlone() throws Exception {
    assertThat(shared.run("env").output().lines().map(line -> line.replaceFirst("=.*", "")))
        .containsExactly(
            "export CYCLADES_API_URL",
            "export CYCLADES_TOKEN",
            "export CYCLADES_TOKEN_2",
            "export CYCLADES_ADMIN_TOKEN",
            "export CYCLADES_DATABASE_URL",
            "export CYCLADES_AMQP_URL",
            "export CYCLADES_RAPI_URL",
            "export CYCLADES_CONSOLE_PORT");
    for (String secret : List.of("env", "cloud.json", "fixtures.json", "rapi-users")) {
      assertThat(Files.getPosixFilePermissions(sharedFolder.resolve(secret)))
          .as(secret)
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static List<String> instances() throws Exception {
    String credentials = "cyclades:" + shared.settings().secrets().rapiPassword();
    String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    URI list =
        URI.create("http://127.0.0.1:%d/2/instances".formatted(shared.settings().port(Port.RAPI)));
    HttpRequest request =
        HttpRequest.newBuilder(list).header("Authorization", "Basic " + basic).build();
    String body =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    JsonNode listed = new ObjectMapper().readTree(body);
    return StreamSupport.stream(listed.spliterator(), false)
        .map(instance -> instance.get("id").asText())
        .toList();
  }
}
