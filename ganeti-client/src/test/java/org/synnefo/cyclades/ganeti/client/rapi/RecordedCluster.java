package org.synnefo.cyclades.ganeti.client.rapi;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.synnefo.cyclades.ganeti.client.ClusterAddress;

/** Plays back the responses of a real cluster in order, and records the requests. */
final class RecordedCluster implements AutoCloseable {

  /** A received request, with header names in lower case. */
  record Request(String method, String uri, Map<String, String> headers, String body) {}

  private record Answer(int status, String contentType, byte[] body) {}

  private final HttpServer server;
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  RecordedCluster() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  RecordedCluster says(int status, String resource) {
    return says(status, "application/json", recorded(resource));
  }

  RecordedCluster says(int status, String contentType, String body) {
    answers.add(new Answer(status, contentType, body.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  static String recorded(String resource) {
    String path = "/recorded/" + resource + ".json";
    try (InputStream stream = RecordedCluster.class.getResourceAsStream(path)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  ClusterAddress address() {
    return new ClusterAddress(List.of(endpoint()), "user", "secret", Optional.empty());
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  Request lastRequest() {
    return requests.get(requests.size() - 1);
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(
        new Request(
            exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
    Answer answer = answers.remove();
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    exchange.getResponseHeaders().set("Connection", "close");
    exchange.sendResponseHeaders(
        answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
