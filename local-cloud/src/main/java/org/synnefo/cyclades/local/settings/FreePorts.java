package org.synnefo.cyclades.local.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Ports that nobody listens on. */
public final class FreePorts {

  private FreePorts() {}

  /** A free port for each part, all at once, so that no two get the same. */
  public static Map<Port, Integer> any() {
    Map<Port, Integer> ports = new EnumMap<>(Port.class);
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (Port port : Port.values()) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        held.add(socket);
        ports.put(port, socket.getLocalPort());
      }
      for (ServerSocket socket : held) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException("There are no free ports", e);
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
              try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
              } catch (IOException taken) {
                throw new IllegalStateException(
                    "Port %d (%s) is taken; end what listens there, or use another folder with: ./cyclades up --data DIR --port %s=PORT (or --ports any)"
                        .formatted(port, part, part));
              }
            });
  }
}
