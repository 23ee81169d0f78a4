package org.synnefo.cyclades.vncproxy.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.model.console.IssuedConsole;
import org.synnefo.cyclades.vncproxy.testing.Balancer;
import org.synnefo.cyclades.vncproxy.testing.FakeVncServer;
import org.synnefo.cyclades.vncproxy.testing.ProxyProcess;
import org.synnefo.cyclades.vncproxy.testing.TestDatabase;

/**
 * What the proxy costs, beside HAProxy and websockify in the same run. Not run by the build: see
 * {@code deploy/benchmarks/console}.
 */
class ConsoleBenchmark {

  private static final long GIGABYTE = 1_000_000_000L;
  private static final int ROUND_TRIPS = 20_000;
  private static final int IDLE = 500;
  private static final int SESSIONS = 1500;
  private static final Path WEBSOCKIFY = Path.of("/usr/bin/websockify");

  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** A way to the server, and the process that is measured. */
  private record Way(String name, ProcessHandle process, Callable<Peer> open) {}

  /** 'f' floods for ever, anything else is echoed. */
  private static final FakeVncServer.Script SERVER =
      (in, out, socket) -> {
        socket.setTcpNoDelay(true);
        byte[] block = new byte[1 << 18];
        int first = in.read();
        if (first == 'f') {
          while (true) {
            out.write(block);
          }
        }
        while (first >= 0) {
          int read = in.read(block);
          if (read < 0) {
            return;
          }
          out.write(block, 0, read);
        }
      };

  @Test
  void measure() throws Exception {
    try (TestDatabase database = new TestDatabase();
        FakeVncServer server = new FakeVncServer(SERVER);
        ProxyProcess proxy = ProxyProcess.start(database, Map.of());
        Balancer balancer = Balancer.before(server.port())) {
      List<Way> ways = new ArrayList<>();
      ways.add(
          new Way("haproxy", balancer.process().toHandle(), () -> open(balancer.address(), "")));
      ways.add(
          new Way(
              "vncproxy",
              proxy.process().toHandle(),
              () -> open(proxy.rfbAddress(), database.issue(server.port()).password())));
      ways.add(
          new Way(
              "vncproxy, WebSocket",
              proxy.process().toHandle(),
              () -> openSocket(proxy, database.issue(server.port()).token())));
      if (Files.isExecutable(WEBSOCKIFY)) {
        ways.add(websockify(server.port()));
      }
      System.out.printf(
          "resident before any session: %d KiB%n", resident(proxy.process().toHandle()));
      for (Way way : ways) {
        throughput(way, 1, 2 * GIGABYTE);
        throughput(way, 1, 4 * GIGABYTE);
        throughput(way, 4, 4 * GIGABYTE);
        roundTrips(way);
      }
      for (Way way : ways.subList(0, 2)) {
        if (way.name().equals("haproxy")) {
          newSessions(way, 8, way.open());
          newSessions(way, 1, way.open());
          newSessions(way, 8, way.open());
        } else {
          newSessionsOfProxy(way, 8, proxy, database, server);
          newSessionsOfProxy(way, 1, proxy, database, server);
          newSessionsOfProxy(way, 8, proxy, database, server);
        }
      }
      for (Way way : ways.subList(0, 3)) {
        idle(way);
      }
      ways.get(ways.size() - 1).process().destroy();
    } finally {
      threads.shutdownNow();
    }
  }

  private static Peer open(InetSocketAddress address, String password) throws IOException {
    Peer peer = Peer.byTcp(address);
    peer.handshake(password);
    return peer;
  }

  private static Peer openSocket(ProxyProcess proxy, String token) throws IOException {
    Peer peer =
        Peer.byWebSocket(
            new InetSocketAddress("127.0.0.1", proxy.httpPort()), "/console?token=" + token);
    peer.handshake("");
    return peer;
  }

  private static Way websockify(int target) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Process process =
        new ProcessBuilder(WEBSOCKIFY.toString(), "127.0.0.1:" + port, "127.0.0.1:" + target)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", port);
    Awaitility.await()
        .ignoreExceptions()
        .until(
            () -> {
              try (Socket probe = new Socket("127.0.0.1", port)) {
                return probe.isConnected();
              }
            });
    return new Way(
        "websockify",
        process.toHandle(),
        () -> {
          Peer peer = Peer.byWebSocket(address, "/");
          peer.handshake("");
          return peer;
        });
  }

  private void throughput(Way way, int sessions, long bytes) throws Exception {
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < sessions; i++) {
      peers.add(way.open().call());
    }
    double cpu = cpuSeconds(way.process());
    long begun = System.nanoTime();
    List<Future<?>> readers = new ArrayList<>();
    for (Peer peer : peers) {
      readers.add(threads.submit(() -> read(peer, bytes / sessions)));
    }
    for (Future<?> reader : readers) {
      reader.get();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    double spent = cpuSeconds(way.process()) - cpu;
    System.out.printf(
        "%-20s %d session(s): %5.0f MB/s, %.2f CPU s/GB%n",
        way.name(), sessions, bytes / 1e6 / seconds, spent / (bytes / 1e9));
    for (Peer peer : peers) {
      peer.close();
    }
  }

  private static Void read(Peer peer, long bytes) throws IOException {
    peer.send(new byte[] {'f'});
    InputStream in = peer.in();
    byte[] buffer = new byte[1 << 18];
    long left = bytes;
    while (left > 0) {
      left -= in.read(buffer);
    }
    return null;
  }

  private static void roundTrips(Way way) throws Exception {
    try (Peer peer = way.open().call()) {
      peer.send(new byte[] {'e'});
      byte[] message = new byte[32];
      long[] times = new long[ROUND_TRIPS];
      for (int i = 0; i < times.length; i++) {
        long begun = System.nanoTime();
        peer.send(message);
        peer.in().readNBytes(message.length);
        times[i] = System.nanoTime() - begun;
      }
      long[] warm = Arrays.copyOfRange(times, ROUND_TRIPS / 4, ROUND_TRIPS);
      Arrays.sort(warm);
      System.out.printf(
          "%-20s round trip: p50 %d us, p99 %d us%n",
          way.name(), warm[warm.length / 2] / 1000, warm[warm.length * 99 / 100] / 1000);
    }
  }

  private void newSessionsOfProxy(
      Way way, int atOnce, ProxyProcess proxy, TestDatabase database, FakeVncServer server)
      throws Exception {
    // Grants are issued in small batches, as they live: few at a time.
    int batch = 50;
    double seconds = 0;
    for (int done = 0; done < SESSIONS; done += batch) {
      ConcurrentLinkedQueue<IssuedConsole> grants = new ConcurrentLinkedQueue<>();
      for (int i = 0; i < batch; i++) {
        grants.add(database.issue(server.port()));
      }
      seconds += timed(batch, atOnce, () -> open(proxy.rfbAddress(), grants.remove().password()));
    }
    System.out.printf(
        "%-20s new sessions, %d at a time: %.0f/s%n", way.name(), atOnce, SESSIONS / seconds);
  }

  private void newSessions(Way way, int atOnce, Callable<Peer> open) throws Exception {
    double seconds = timed(SESSIONS, atOnce, open);
    System.out.printf(
        "%-20s new sessions, %d at a time: %.0f/s%n", way.name(), atOnce, SESSIONS / seconds);
  }

  private double timed(int count, int atOnce, Callable<Peer> open) throws Exception {
    long begun = System.nanoTime();
    List<Future<?>> workers = new ArrayList<>();
    for (int worker = 0; worker < atOnce; worker++) {
      int share = count / atOnce + (worker < count % atOnce ? 1 : 0);
      workers.add(
          threads.submit(
              () -> {
                for (int i = 0; i < share; i++) {
                  open.call().close();
                }
                return null;
              }));
    }
    for (Future<?> worker : workers) {
      worker.get();
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  private static void idle(Way way) throws Exception {
    ArrayDeque<Peer> peers = new ArrayDeque<>();
    for (int i = 0; i < 20; i++) {
      peers.add(way.open().call());
    }
    long before = resident(way.process());
    for (int i = 0; i < IDLE; i++) {
      peers.add(way.open().call());
    }
    long after = resident(way.process());
    System.out.printf(
        "%-20s at %d idle sessions: %.1f KiB each, %d KiB in all%n",
        way.name(), IDLE, (after - before) / (double) IDLE, after);
    for (Peer peer : peers) {
      peer.close();
    }
  }

  private static double cpuSeconds(ProcessHandle process) throws IOException {
    long ticks = 0;
    for (ProcessHandle each : Stream.concat(Stream.of(process), process.descendants()).toList()) {
      String stat = Files.readString(Path.of("/proc", "" + each.pid(), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }
    return ticks / 100.0;
  }

  private static long resident(ProcessHandle process) throws IOException {
    long kibibytes = 0;
    for (ProcessHandle each : Stream.concat(Stream.of(process), process.descendants()).toList()) {
      for (String line : Files.readAllLines(Path.of("/proc", "" + each.pid(), "status"))) {
        if (line.startsWith("VmRSS:")) {
          kibibytes += Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    }
    return kibibytes;
  }
}
