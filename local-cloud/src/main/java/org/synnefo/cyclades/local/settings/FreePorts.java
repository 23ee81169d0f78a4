package org.synnefo.cyclades.local.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/** Ports that nobody listens on. */
public final class FreePorts {

  /**
   * Linux gives ports from 32768 on to outgoing connections, which could take one before its part
   * listens.
   */
  private static final int BEYOND = 32_768;

  private static final int FIRST = 20_000;
  private static final int ATTEMPTS = 1000;

  private FreePorts() {}

  /** A free port for each part, no two the same. */
  public static Map<Port, Integer> any() {
    Map<Port, Integer> ports = new EnumMap<>(Port.class);
    for (Port port : Port.values()) {
      ports.put(port, any(ports.values()));
    }
    return ports;
  }

  /**
   * A free port.
   *
   * @param others that are not meant
   */
  public static int any(Collection<Integer> others) {
    return new Random()
        .ints(ATTEMPTS, FIRST, BEYOND)
        .filter(port -> !others.contains(port))
        .filter(FreePorts::isFree)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("There are no free ports"));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
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
