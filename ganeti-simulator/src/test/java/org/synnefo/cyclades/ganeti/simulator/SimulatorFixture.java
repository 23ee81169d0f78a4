package org.synnefo.cyclades.ganeti.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.synnefo.cyclades.ganeti.simulator.job.JobTimes;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;
import org.synnefo.cyclades.ganeti.simulator.rapi.RapiSettings;
import org.synnefo.cyclades.ganeti.simulator.rapi.RapiUser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A simulator in its own directory, with a plain HTTP client. */
public final class SimulatorFixture implements AutoCloseable {

  public static final String WRITER = "writer";
  public static final String READER = "reader";
  public static final String PLAIN = "plain";
  public static final String PASSWORD = "example";

  private final Path data;
  private final HttpClient http = HttpClient.newHttpClient();
  private SimulatorSettings settings;
  private SimulatorServer server;
  private int port;

  private SimulatorFixture(UnaryOperator<SimulatorSettings> change) throws IOException {
    data = Files.createTempDirectory("simulator");
    RapiSettings rapi =
        RapiSettings.of(
                RapiUser.writer(WRITER, PASSWORD),
                RapiUser.reader(READER, PASSWORD),
                new RapiUser(PLAIN, PASSWORD, false, false))
            .withLongPoll(Duration.ofSeconds(1));
    SimulatorSettings defaults = SimulatorSettings.of(data, rapi).withTimes(JobTimes.none());
    settings =
        change.apply(
            defaults.withScripts(
                defaults
                    .scripts()
                    .withOsEnvironment(
                        Map.of("CYCLADES_IMAGE_SECONDS", "0", "CYCLADES_IMAGE_MIB", "1"))));
    server = SimulatorServer.start(settings);
    port = server.port();
  }

  public static SimulatorFixture start() throws IOException {
    return start(UnaryOperator.identity());
  }

  public static SimulatorFixture start(UnaryOperator<SimulatorSettings> change) throws IOException {
    return new SimulatorFixture(change);
  }

  public void stop() {
    server.close();
  }

  public void startAgain() {
    startAgain(UnaryOperator.identity());
  }

  public void startAgain(UnaryOperator<SimulatorSettings> change) {
    settings = change.apply(settings);
    server = SimulatorServer.start(settings);
    port = server.port();
  }

  @Override
  public void close() throws IOException {
    server.close();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  public Path data() {
    return data;
  }

  public int port() {
    return port;
  }

  /**
   * Sends further requests to another process that uses the same directory, until the next start.
   */
  public void speakTo(int otherPort) {
    port = otherPort;
  }

  /** A response of the remote API. */
  public record Answer(int status, String text, HttpResponse<String> response) {

    public JsonNode json() {
      try {
        return PythonJson.parse(text.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new AssertionError("Not JSON: " + text, e);
      }
    }

    public long number() {
      assertThat(status).as(text).isEqualTo(200);
      return json().asLong();
    }
  }

  public Answer get(String path) throws IOException, InterruptedException {
    return send(WRITER, "GET", path, null);
  }

  public Answer put(String path, String body) throws IOException, InterruptedException {
    return send(WRITER, "PUT", path, body);
  }

  public Answer post(String path, String body) throws IOException, InterruptedException {
    return send(WRITER, "POST", path, body);
  }

  public Answer delete(String path) throws IOException, InterruptedException {
    return send(WRITER, "DELETE", path, null);
  }

  /**
   * @param body JSON, or null for none
   */
  public Answer send(String user, String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(user, path);
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.method(method, BodyPublishers.ofString(body));
      request.header("Content-Type", "application/json");
    }
    return send(request.build());
  }

  public HttpRequest.Builder request(String user, String path) {
    String credentials = user + ":" + PASSWORD;
    String encoded =
        Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .version(HttpClient.Version.HTTP_1_1)
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Basic " + encoded);
  }

  public Answer send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body(), response);
  }

  /** The body of a create request; the caller provides the rest. */
  public static String instance(String name, String rest) {
    return """
        {"__version__":1,"mode":"create","name":"%s","os":"snf-image+default",\
        "ip_check":false,"name_check":false%s}"""
        .formatted(name, rest);
  }

  public static String diskless(String name) {
    return instance(name, ",\"disk_template\":\"diskless\",\"disks\":[],\"nics\":[]");
  }

  /** An instance with a disk, and two NICs of which one has an address of the public network. */
  public static String complete(String name, String image) {
    return instance(
        name,
        """
        ,"disk_template":"file","disks":[{"size":1024,"name":"vol-1"}],\
        "nics":[{"ip":"pool","network":"snf-public","name":"nic-1"},{"mode":"bridged","link":"prv1"}],\
        "osparams":{"img_id":"%s"},"beparams":{"vcpus":2,"memory":512},"tags":["synnefo:test"]"""
            .formatted(image));
  }

  /** Sends a request that submits a job, and waits for the job to end. */
  public JsonNode ended(Answer answer) {
    long id = answer.number();
    return await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> job(id), job -> job.path("end_ts").isArray());
  }

  public JsonNode succeeded(Answer answer) {
    JsonNode job = ended(answer);
    assertThat(job.path("status").asText()).as("%s", job).isEqualTo("success");
    return job;
  }

  /** The result of the operation at which the job failed. */
  public JsonNode failed(Answer answer) {
    JsonNode job = ended(answer);
    assertThat(job.path("status").asText()).as("%s", job).isEqualTo("error");
    for (int index = 0; index < job.path("opstatus").size(); index++) {
      if (job.path("opstatus").get(index).asText().equals("error")) {
        return job.path("opresult").get(index);
      }
    }
    throw new AssertionError(job);
  }

  public JsonNode job(long id) throws IOException, InterruptedException {
    return get("/2/jobs/" + id).json();
  }

  public void awaitStatus(long id, String status) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> job(id).path("status").asText().equals(status));
  }

  public void awaitLog(long id, String line) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> job(id).path("oplog").toString().contains(line));
  }

  public JsonNode show(String name) throws IOException, InterruptedException {
    return get("/2/instances/" + name).json();
  }

  /** Writes an executable shell script to the data directory. */
  public Path script(String path, String content) throws IOException {
    Path script = data.resolve(path);
    Files.createDirectories(script.getParent());
    Files.writeString(script, "#!/bin/sh\n" + content);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }

  /** A recorded response of a real Ganeti cluster. */
  public static JsonNode recorded(String name) throws IOException {
    return PythonJson.parse(recordedText(name).getBytes(StandardCharsets.UTF_8));
  }

  public static String recordedText(String name) throws IOException {
    try (var stream = SimulatorFixture.class.getResourceAsStream("/recorded/" + name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
