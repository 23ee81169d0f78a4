package org.synnefo.cyclades.local.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a remote API and does to its callers what networks and balancers do. */
final class BreakingProxy implements AutoCloseable {

  private static final int BAD_GATEWAY = 502;
  private static final int BUSY = 503;
  private static final int GATEWAY_TIMEOUT = 504;
  private static final int OK = 200;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient http;
  private final URI target;
  private final String authorization;
  private final AtomicInteger broken = new AtomicInteger();
  private volatile Trouble trouble = Trouble.NONE;
  private volatile CountDownLatch hanging = new CountDownLatch(1);

  /** What happens to a request that would change something. */
  enum Trouble {
    NONE,
    BAD_GATEWAY,
    FULL,
    GATEWAY_TIMEOUT,
    /** A page of a balancer, with the status of success. */
    HTML,
    /** No answer at all. */
    HANG,
    /** It was carried out, and then the connection was cut. */
    RESET_AFTER_ACCEPTING
  }

  /**
   * @param http which trusts the target
   * @param authorization with which the target is spoken to
   */
  BreakingProxy(HttpClient http, URI target, String authorization) throws IOException {
    this.http = http;
    this.target = target;
    this.authorization = authorization;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void trouble(Trouble next) {
    trouble = next;
    broken.set(0);
    CountDownLatch old = hanging;
    hanging = new CountDownLatch(1);
    old.countDown();
  }

  /** How many requests it broke since it was told how. */
  int broken() {
    return broken.get();
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Trouble now = exchange.getRequestMethod().equals("GET") ? Trouble.NONE : trouble;
      if (now != Trouble.NONE) {
        broken.incrementAndGet();
      }
      switch (now) {
        case NONE -> pass(exchange, forward(exchange, body));
        case BAD_GATEWAY -> page(exchange, BAD_GATEWAY);
        case FULL -> page(exchange, BUSY);
        case GATEWAY_TIMEOUT -> page(exchange, GATEWAY_TIMEOUT);
        case HTML -> page(exchange, OK);
        case HANG -> hanging.await();
        case RESET_AFTER_ACCEPTING -> forward(exchange, body);
      }
    } catch (IOException cut) {
      exchange.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI().toString()))
            .header("Authorization", authorization)
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type != null) {
      request.header("Content-Type", type);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static void pass(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    answer(exchange, answer.statusCode(), answer.body());
  }

  private static void page(HttpExchange exchange, int status) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/html");
    answer(
        exchange,
        status,
        "<html><body><h1>Sorry</h1></body></html>".getBytes(StandardCharsets.UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    trouble(Trouble.NONE);
    server.stop(0);
    threads.shutdownNow();
  }
}
