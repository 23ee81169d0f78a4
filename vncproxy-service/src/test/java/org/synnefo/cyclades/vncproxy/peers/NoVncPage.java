package org.synnefo.cyclades.vncproxy.peers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A page with noVNC that sends the displayed picture back to its server. */
final class NoVncPage implements AutoCloseable {

  /** The directory of noVNC in Debian's package. */
  static final Path NOVNC = Path.of("/usr/share/novnc");

  private final HttpServer server;
  private final CompletableFuture<byte[]> picture = new CompletableFuture<>();

  NoVncPage() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/page.html", exchange -> answer(exchange, page(), "text/html"));
    server.createContext("/novnc/", this::file);
    server.createContext("/picture", this::take);
    server.start();
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The page's address for the console at a WebSocket. */
  String address(String webSocket) {
    return origin() + "/page.html#" + webSocket;
  }

  /** Four bytes per pixel: red, green, blue, and an unused one. */
  byte[] picture() throws Exception {
    return picture.get(60, TimeUnit.SECONDS);
  }

  private static byte[] page() throws IOException {
    return Files.readAllBytes(Path.of("src", "test", "resources", "peers", "novnc.html"));
  }

  private void file(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring("/novnc/".length());
    answer(exchange, Files.readAllBytes(NOVNC.resolve(name)), "text/javascript");
  }

  private void take(HttpExchange exchange) throws IOException {
    picture.complete(exchange.getRequestBody().readAllBytes());
    answer(exchange, new byte[0], "text/plain");
  }

  private static void answer(HttpExchange exchange, byte[] body, String type) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
