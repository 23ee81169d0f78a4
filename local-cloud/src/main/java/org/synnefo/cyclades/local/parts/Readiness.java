package org.synnefo.cyclades.local.parts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** How a part is known to be ready. */
public sealed interface Readiness {

  /** Whether it is, at this moment. */
  boolean isMet();

  /** Its health page answers 200. */
  record Healthy(URI page) implements Readiness {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final HttpClient CLIENT =
        HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private static final int OK = 200;

    @Override
    public boolean isMet() {
      HttpRequest request = HttpRequest.newBuilder(page).timeout(PATIENCE).build();
      try {
        return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  /** It listens on a port of loopback. */
  record Listening(int port) implements Readiness {

    private static final int PATIENCE_MILLIS = 1000;

    @Override
    public boolean isMet() {
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        return true;
      } catch (IOException e) {
        return false;
      }
    }
  }

  /** It has written a file that says so. */
  record FileWritten(Path file) implements Readiness {

    @Override
    public boolean isMet() {
      return Files.exists(file);
    }
  }
}
