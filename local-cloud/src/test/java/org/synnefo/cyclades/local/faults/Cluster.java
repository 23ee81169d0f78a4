package org.synnefo.cyclades.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A cluster's remote API, as an operator uses it. */
final class Cluster {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int FIRST_ERROR = 400;

  private final HttpClient http;
  private final URI url;
  private final String authorization;

  Cluster(URI url, String user, String password) {
    this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), url, user, password);
  }

  /**
   * @param http which trusts it
   */
  Cluster(HttpClient http, URI url, String user, String password) {
    this.http = http;
    this.url = url;
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  String url() {
    return url.toString();
  }

  /** How it is spoken to by somebody who stands before it. */
  BreakingProxy behindProxy() throws IOException {
    return new BreakingProxy(http, url, authorization);
  }

  /** Names of all instances. */
  List<String> instances() {
    List<String> names = new ArrayList<>();
    send("GET", "/2/instances", null).forEach(instance -> names.add(instance.get("id").asText()));
    return names;
  }

  /** Every job with its operations. */
  JsonNode jobs() {
    return send("GET", "/2/jobs?bulk=1", null);
  }

  /** How many jobs created an instance of each name. */
  Map<String, Long> creations() {
    Map<String, Long> created = new HashMap<>();
    for (JsonNode job : jobs()) {
      JsonNode input = job.at("/ops/0");
      if (job.path("status").asText().equals("success")
          && input.path("OP_ID").asText().equals("OP_INSTANCE_CREATE")) {
        created.merge(input.path("instance_name").asText(), 1L, Long::sum);
      }
    }
    return created;
  }

  String status(String instance) {
    return send("GET", "/2/instances/" + instance, null).path("status").asText();
  }

  void stop(String instance) {
    put("/2/instances/%s/shutdown".formatted(instance), Map.of("timeout", 1));
  }

  void remove(String instance) {
    send("DELETE", "/2/instances/" + instance, null);
  }

  void fault(Map<String, Object> fault) {
    send("POST", "/simulator/faults", fault);
  }

  /** No fault happens any more, and what hangs goes on. */
  void healthy() {
    send("DELETE", "/simulator/faults", null);
  }

  JsonNode put(String path, Map<String, Object> body) {
    return send("PUT", path, body);
  }

  private JsonNode send(String method, String path, Map<String, Object> body) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(url.resolve(path))
              .timeout(PATIENCE)
              .header("Authorization", authorization);
      if (body == null) {
        request.method(method, HttpRequest.BodyPublishers.noBody());
      } else {
        request
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
      }
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= FIRST_ERROR) {
        throw new IllegalStateException(
            "%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
