package org.synnefo.cyclades.vncproxy.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** HAProxy in TCP mode, if it is installed. */
public final class HaProxy implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");

  private final Process process;
  private final int port;

  private HaProxy(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  public static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  /** Forwards connections to these local ports in turn. */
  public static HaProxy before(int... targets) throws IOException {
    StringBuilder servers = new StringBuilder();
    for (int target : targets) {
      servers.append("  server s%d 127.0.0.1:%d%n".formatted(target, target));
    }
    return start(servers.toString());
  }

  /**
   * Forwards plain connections with TLS to this local port, whose certificate must be signed by the
   * authority.
   */
  public static HaProxy encrypting(int target, Path authority) throws IOException {
    return start(
        "  server s 127.0.0.1:%d ssl verify required ca-file %s%n".formatted(target, authority));
  }

  private static HaProxy start(String servers) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String text =
        """
        global
          maxconn 4000
        defaults
          mode tcp
          timeout connect 5s
          timeout client 1h
          timeout server 1h
          retries 3
          option redispatch
        listen consoles
          bind 127.0.0.1:%d
          balance roundrobin
        %s"""
            .formatted(port, servers);
    Path settings = Files.createTempFile("haproxy", ".cfg");
    Files.writeString(settings, text);
    Process process =
        new ProcessBuilder(PROGRAM.toString(), "-db", "-q", "-f", settings.toString()).start();
    HaProxy balancer = new HaProxy(process, port);
    Awaitility.await().atMost(10, TimeUnit.SECONDS).until(balancer::listens);
    return balancer;
  }

  public InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", port);
  }

  public Process process() {
    return process;
  }

  private boolean listens() {
    try (Socket probe = new Socket("127.0.0.1", port)) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
