package org.synnefo.cyclades.local.parts;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.synnefo.cyclades.embedded.PostgresFolder;

/** How a part is known to be ready. */
public sealed interface Readiness {

  /** Whether it is, at this moment. */
  boolean isMet();

  /** Its health page answers 200. */
  record Healthy(URI page) implements Readiness {

    private static final int PATIENCE_MILLIS = 5000;

    @Override
    public boolean isMet() {
      try {
        HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        try {
          return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } finally {
          connection.disconnect();
        }
      } catch (IOException e) {
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

  /**
   * PostgreSQL asks for a password: it listens, and has recovered from whatever ended it before.
   */
  record AcceptsLogins(int port) implements Readiness {

    private static final int PATIENCE_MILLIS = 1000;
    private static final int PROTOCOL = 3 << Short.SIZE;
    private static final int AUTHENTICATION_REQUEST = 'R';

    @Override
    public boolean isMet() {
      byte[] parameters =
          "user\0%1$s\0database\0%1$s\0\0"
              .formatted(PostgresFolder.NAME)
              .getBytes(StandardCharsets.US_ASCII);
      int length = 2 * Integer.BYTES + parameters.length;
      try (Socket socket = new Socket()) {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        socket
            .getOutputStream()
            .write(
                ByteBuffer.allocate(length)
                    .putInt(length)
                    .putInt(PROTOCOL)
                    .put(parameters)
                    .array());
        return socket.getInputStream().read() == AUTHENTICATION_REQUEST;
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
