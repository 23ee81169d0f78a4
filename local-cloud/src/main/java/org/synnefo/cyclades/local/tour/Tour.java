package org.synnefo.cyclades.local.tour;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.synnefo.cyclades.local.tour.ComputeClient.Answer;

/**
 * The main job of the service, as a tenant does it: a server is built, looked at, stopped, started,
 * rebooted, connected to a private network and deleted. The demonstration and the end-to-end test
 * are this one tour.
 *
 * <p>Every step throws {@link TourException} when it does not see what it should.
 */
public final class Tour {

  private static final Duration BUILD_PATIENCE = Duration.ofSeconds(180);
  // A guest that does not react to the power button is given two minutes by Ganeti.
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final Duration CLOCK_SLACK = Duration.ofSeconds(5);
  private static final long POLL_MILLIS = 150;
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int NO_CONTENT = 204;

  private final ComputeClient api;
  private final Consumer<String> show;
  private final Instant began = Instant.now().minus(CLOCK_SLACK);

  private long server;
  private String path;

  /**
   * @param api as the tenant reaches it
   * @param show is told what happens, a line each
   */
  public Tour(ComputeClient api, Consumer<String> show) {
    this.api = api;
    this.show = show;
  }

  /**
   * All of it.
   *
   * @param withConsole whether the cluster's instances have VNC consoles
   */
  public void run(boolean withConsole) {
    create();
    watchTheBuild();
    if (withConsole) {
      lookAtTheConsole();
    }
    stopStartReboot();
    connectAndDisconnect();
    delete();
  }

  /** Asks for a server, and gets it in BUILD. */
  public void create() {
    JsonNode image = first("/images/detail", "images");
    JsonNode flavor = first("/flavors/detail", "flavors");
    String motd =
        Base64.getEncoder()
            .encodeToString("Welcome to Cyclades\n".getBytes(StandardCharsets.UTF_8));
    Map<String, Object> request =
        Map.of(
            "name", "tour",
            "imageRef", image.get("id"),
            "flavorRef", flavor.get("id"),
            "metadata", Map.of("purpose", "tour"),
            "personality", List.of(Map.of("path", "/etc/motd", "contents", motd)));
    JsonNode created =
        expect(ACCEPTED, api.post("/servers", Map.of("server", request)), "create").get("server");
    check("BUILD".equals(created.path("status").asText()), "A new server is in BUILD: %s", created);
    check(created.path("adminPass").asText().length() >= 8, "A new server has an adminPass");
    server = created.get("id").asLong();
    path = "/servers/" + server;
    show.accept(
        "POST /servers: 202, server %d of %s, status BUILD"
            .formatted(server, image.path("name").asText()));
  }

  /** Number of the server. */
  public long server() {
    return server;
  }

  /** Waits until it is ACTIVE with its addresses. */
  public void watchTheBuild() {
    int[] progress = {0};
    JsonNode built =
        await(
            "the server is ACTIVE",
            BUILD_PATIENCE,
            now -> {
              int reached = now.path("progress").asInt();
              check(!"ERROR".equals(status(now)), "The build failed: %s", now);
              if (reached > progress[0] && "BUILD".equals(status(now))) {
                check(reached <= 100, "Progress is a percentage: %d", reached);
                progress[0] = reached;
                show.accept("  status BUILD, progress %d".formatted(reached));
              }
              return "ACTIVE".equals(status(now))
                  && now.path("addresses").path("values").size() > 0;
            });
    check(
        "tour".equals(built.at("/metadata/values/purpose").asText()),
        "The metadata is kept: %s",
        built);
    show.accept("  status ACTIVE, addresses %s".formatted(built.at("/addresses/values")));
  }

  /** Connects to the console with its one-time password, twice: the second time it is refused. */
  public void lookAtTheConsole() {
    JsonNode console =
        expect(OK, act(Map.of("console", Map.of("type", "vnc"))), "console").get("console");
    String host = console.path("host").asText();
    int port = console.path("port").asInt();
    String password = console.path("password").asText();
    Viewer.Picture picture;
    try {
      picture = Viewer.look(host, port, password);
    } catch (IOException e) {
      throw new TourException("The console could not be seen: " + e.getMessage(), e);
    }
    check(
        picture.width() > 0 && picture.height() > 0 && picture.colours() > 1,
        "The console shows something: %s",
        picture);
    show.accept(
        "POST %s/action console: %s:%d, desktop '%s', %d x %d pixels in %d colours"
            .formatted(
                path,
                host,
                port,
                picture.desktop(),
                picture.width(),
                picture.height(),
                picture.colours()));
    try {
      Viewer.look(host, port, password);
    } catch (IOException refused) {
      show.accept("  the same password again: refused");
      return;
    }
    throw new TourException("A one-time password was good twice");
  }

  /** Each action, until its effect is seen. */
  public void stopStartReboot() {
    expect(ACCEPTED, act(Map.of("shutdown", Map.of())), "shutdown");
    await("the server is STOPPED", PATIENCE, now -> "STOPPED".equals(status(now)));
    show.accept("POST %s/action shutdown: 202, then STOPPED".formatted(path));
    expect(ACCEPTED, act(Map.of("start", Map.of())), "start");
    await("the server is ACTIVE", PATIENCE, now -> "ACTIVE".equals(status(now)));
    show.accept("POST %s/action start: 202, then ACTIVE".formatted(path));
    expect(ACCEPTED, act(Map.of("reboot", Map.of("type", "HARD"))), "reboot");
    await("the server is in REBOOT", PATIENCE, now -> "REBOOT".equals(status(now)));
    await("the server is ACTIVE", PATIENCE, now -> "ACTIVE".equals(status(now)));
    show.accept("POST %s/action reboot: 202, REBOOT, then ACTIVE".formatted(path));
  }

  /** A private network, the server in it and out again. */
  public void connectAndDisconnect() {
    JsonNode network =
        expect(
                ACCEPTED,
                api.post("/networks", Map.of("network", Map.of("name", "tour"))),
                "network")
            .get("network");
    String networkPath = "/networks/" + network.get("id").asLong();
    int before = nics(get());
    Map<String, Object> serverRef = Map.of("serverRef", server);
    expect(ACCEPTED, api.post(networkPath + "/action", Map.of("add", serverRef)), "add");
    JsonNode connected =
        await("the server has one NIC more", PATIENCE, now -> nics(now) == before + 1);
    show.accept("POST %s/action add: %s".formatted(networkPath, connected.at("/addresses/values")));
    expect(ACCEPTED, api.post(networkPath + "/action", Map.of("remove", serverRef)), "remove");
    await("the server has its NICs of before", PATIENCE, now -> nics(now) == before);
    expect(NO_CONTENT, api.delete(networkPath), "delete network");
    show.accept("POST %s/action remove, DELETE %s: 204".formatted(networkPath, networkPath));
  }

  /** Deletes the server; it goes from the list, and is still told of to who asks. */
  public void delete() {
    expect(NO_CONTENT, api.delete(path), "delete");
    await("the server is DELETED", PATIENCE, now -> "DELETED".equals(status(now)));
    check(!listed("/servers"), "A deleted server is not listed");
    String since = URLEncoder.encode(began.toString(), StandardCharsets.UTF_8);
    check(
        listed("/servers/detail?changes-since=" + since), "A deleted server is among the changes");
    show.accept(
        "DELETE %s: 204, then DELETED: not in the list, but in changes-since".formatted(path));
  }

  private boolean listed(String listPath) {
    for (JsonNode item : expect(OK, api.get(listPath), listPath).at("/servers/values")) {
      if (item.get("id").asLong() == server) {
        return true;
      }
    }
    return false;
  }

  private JsonNode first(String listPath, String collection) {
    JsonNode values = expect(OK, api.get(listPath), listPath).path(collection).path("values");
    check(values.size() > 0, "There is something in %s", listPath);
    return values.get(0);
  }

  private Answer act(Object action) {
    return api.post(path + "/action", action);
  }

  private JsonNode get() {
    return expect(OK, api.get(path), path).get("server");
  }

  private JsonNode await(String what, Duration patience, Predicate<JsonNode> condition) {
    Instant deadline = Instant.now().plus(patience);
    JsonNode now = get();
    while (!condition.test(now)) {
      check(
          Instant.now().isBefore(deadline),
          "After %d s: %s; it is %s",
          patience.toSeconds(),
          what,
          now);
      pause();
      now = get();
    }
    return now;
  }

  private static String status(JsonNode shown) {
    return shown.path("status").asText();
  }

  private static int nics(JsonNode shown) {
    return shown.path("addresses").path("values").size();
  }

  private static JsonNode expect(int status, Answer answer, String what) {
    check(answer.status() == status, "%s is answered with %d: %s", what, status, answer);
    return answer.body();
  }

  private static void check(boolean seen, String expected, Object... arguments) {
    if (!seen) {
      throw new TourException("Not seen: " + expected.formatted(arguments));
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TourException("Interrupted", e);
    }
  }
}
