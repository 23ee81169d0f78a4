package org.synnefo.cyclades.local.tour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A tenant's view of the API: JSON over HTTP with a token. */
public final class ComputeClient {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String url;
  private final String token;

  /**
   * @param url of the API, down to its version
   * @param token of the tenant
   */
  public ComputeClient(String url, String token) {
    this.url = url;
    this.token = token;
  }

  /**
   * An answer.
   *
   * @param body null node where it has none
   */
  public record Answer(int status, JsonNode body) {}

  public Answer get(String path) {
    return send("GET", path, null);
  }

  public Answer post(String path, Object body) {
    return send("POST", path, body);
  }

  public Answer delete(String path) {
    return send("DELETE", path, null);
  }

  private Answer send(String method, String path, Object body) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url + path))
              .timeout(PATIENCE)
              .header("X-Auth-Token", token);
      if (body == null) {
        request.method(method, HttpRequest.BodyPublishers.noBody());
      } else {
        request
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
      }
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(
          response.statusCode(),
          response.body().length == 0 ? JSON.nullNode() : JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException("%s %s failed: %s".formatted(method, path, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
