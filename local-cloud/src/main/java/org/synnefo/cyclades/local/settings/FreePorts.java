package org.synnefo.cyclades.local.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Tells which ports of loopback nobody listens on. */
public final class FreePorts {

  private FreePorts() {}

  /** Whether a part could listen on the port now. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = listen(port)) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /** Listens on a port, as a part does. */
  static ServerSocket listen(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (IOException taken) {
      socket.close();
      throw taken;
    }
  }

  /**
   * @throws IllegalStateException that names the first port which is taken, and what to do
   */
  public static void check(CloudSettings settings) {
    settings
        .ports()
        .forEach(
            (part, port) -> {
              if (!isFree(port)) {
                throw new IllegalStateException(
                    "Port %d (%s) is taken; end what listens there, or use another folder with: ./cyclades up --data DIR --port %s=PORT (or --ports any)"
                        .formatted(port, part, part));
              }
            });
  }
}
