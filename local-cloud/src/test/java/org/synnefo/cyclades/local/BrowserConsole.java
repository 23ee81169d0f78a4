package org.synnefo.cyclades.local;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A console that is opened as a page's script does it. */
final class BrowserConsole implements WebSocket.Listener {

  private static final int SECONDS = 20;

  private final CompletableFuture<String> greeting = new CompletableFuture<>();

  private BrowserConsole() {}

  /**
   * Opens it.
   *
   * @param origin of the page
   * @throws java.util.concurrent.CompletionException if it is refused
   */
  static BrowserConsole open(URI url, String origin) {
    BrowserConsole console = new BrowserConsole();
    HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .header("Origin", origin)
        .subprotocols("binary")
        .buildAsync(url, console)
        .join();
    return console;
  }

  /** The first message of the instance's VNC server. */
  String greeting() throws Exception {
    return greeting.get(SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    greeting.complete(StandardCharsets.US_ASCII.decode(data).toString());
    socket.abort();
    return null;
  }
}
