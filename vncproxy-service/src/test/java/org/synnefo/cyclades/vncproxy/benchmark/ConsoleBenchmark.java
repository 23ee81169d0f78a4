package org.synnefo.cyclades.vncproxy.benchmark;

import java.io.IOException;
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
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.vncproxy.testing.HaProxy;
import org.synnefo.cyclades.vncproxy.testing.ProxyProcess;
import org.synnefo.cyclades.vncproxy.testing.TestDatabase;

/**
 * Measures the cost of the proxy, compared with HAProxy, websockify and no proxy at all in the same
 * run. Not part of the build: see {@code deploy/benchmarks/console}.
 */
class ConsoleBenchmark {

  private static final long GIGABYTE = 1_000_000_000L;
  private static final int ROUNDS = 2;
  private static final int ROUND_TRIPS = 20_000;
  private static final int IDLE = 500;
  private static final int SESSIONS = 30 * 96;

  /** Sessions after which a Java machine has compiled what a handshake runs. */
  private static final int WARM_UP = 5 * SESSIONS;

  /** Grants are short-lived, so they are issued in small batches. */
  private static final int BATCH = 96;

  private static final Path WEBSOCKIFY = Path.of("/usr/bin/websockify");

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @Test
  void measure() throws Exception {
    try (TestDatabase database = new TestDatabase();
        LoadServer server = new LoadServer();
        ProxyProcess proxy = ProxyProcess.start(database, Map.of());
        HaProxy balancer = HaProxy.before(server.port())) {
      List<ConnectionPath> ways = new ArrayList<>();
      ways.add(plain("nothing between", Optional.empty(), server.address()));
      ways.add(plain("HAProxy", Optional.of(balancer.process().toHandle()), balancer.address()));
      ways.addAll(proxied(proxy, database, server.port()));
      Process websockify = websockify(server.port(), ways);
      try {
        measure(ways);
      } finally {
        websockify.descendants().forEach(ProcessHandle::destroyForcibly);
        websockify.destroyForcibly();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void measure(List<ConnectionPath> ways) throws Exception {
    System.out.printf("%n%-22s %s%n", "MEASURED", "JDK " + Runtime.version());
    for (ConnectionPath way : ways) {
      System.out.printf("%-22s resident at first: %d KiB%n", way.name(), way.residentKibibytes());
      throughput(way, 1, GIGABYTE, false);
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (ConnectionPath way : ways) {
        throughput(way, 1, 4 * GIGABYTE, true);
        throughput(way, 4, 4 * GIGABYTE, true);
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (ConnectionPath way : ways) {
        roundTrips(way);
      }
    }
    for (ConnectionPath way : ways) {
      newSessions(way, 8, WARM_UP, false);
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (ConnectionPath way : ways) {
        newSessions(way, 1, SESSIONS, true);
        newSessions(way, 8, SESSIONS, true);
      }
    }
    for (ConnectionPath way : ways) {
      idle(way);
    }
  }

  private static ConnectionPath plain(
      String name, Optional<ProcessHandle> process, InetSocketAddress at) {
    return new ConnectionPath(
        name,
        process,
        () -> "",
        none -> {
          Peer peer = Peer.byTcp(at);
          peer.handshake(none);
          return peer;
        });
  }

  private static List<ConnectionPath> proxied(ProxyProcess proxy, TestDatabase database, int port) {
    Optional<ProcessHandle> process = Optional.of(proxy.process().toHandle());
    InetSocketAddress http = new InetSocketAddress("127.0.0.1", proxy.httpPort());
    return List.of(
        new ConnectionPath(
            "vncproxy",
            process,
            () -> database.issue(port).password(),
            password -> {
              Peer peer = Peer.byTcp(proxy.rfbAddress());
              peer.handshake(password);
              return peer;
            }),
        new ConnectionPath(
            "vncproxy, WebSocket",
            process,
            () -> database.issue(port).token(),
            token -> socket(http, "/console?token=" + token)));
  }

  private static Peer socket(InetSocketAddress address, String path) throws IOException {
    Peer peer = Peer.byWebSocket(address, path);
    peer.handshake("");
    return peer;
  }

  /** Starts websockify, which opens one connection to its target for each client. */
  private static Process websockify(int target, List<ConnectionPath> ways) throws IOException {
    if (!Files.isExecutable(WEBSOCKIFY)) {
      throw new IOException("websockify is not installed");
    }
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
    ways.add(
        new ConnectionPath(
            "websockify", Optional.of(process.toHandle()), () -> "", none -> socket(address, "/")));
    return process;
  }

  private void throughput(ConnectionPath way, int sessions, long bytes, boolean told)
      throws Exception {
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < sessions; i++) {
      peers.add(way.open());
    }
    double cpu = way.cpuSeconds();
    long begun = System.nanoTime();
    List<Future<?>> readers = new ArrayList<>();
    for (Peer peer : peers) {
      readers.add(threads.submit(() -> read(peer, bytes / sessions)));
    }
    for (Future<?> reader : readers) {
      reader.get();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    double spent = way.cpuSeconds() - cpu;
    if (told) {
      System.out.printf(
          "%-22s %d session(s): %.0f MB/s, %.2f CPU s/GB%n",
          way.name(), sessions, bytes / 1e6 / seconds, spent / (bytes / 1e9));
    }
    for (Peer peer : peers) {
      peer.close();
    }
  }

  private static Void read(Peer peer, long bytes) throws IOException {
    peer.send(new byte[] {'f'});
    peer.skip(bytes);
    return null;
  }

  private static void roundTrips(ConnectionPath way) throws IOException {
    try (Peer peer = way.open()) {
      byte[] message = new byte[32];
      long[] times = new long[ROUND_TRIPS];
      for (int i = 0; i < times.length; i++) {
        long begun = System.nanoTime();
        peer.send(message);
        peer.skip(message.length);
        times[i] = System.nanoTime() - begun;
      }
      long[] warm = Arrays.copyOfRange(times, ROUND_TRIPS / 4, ROUND_TRIPS);
      Arrays.sort(warm);
      System.out.printf(
          "%-22s round trip: p50 %d us, p99 %d us%n",
          way.name(), warm[warm.length / 2] / 1000, warm[warm.length * 99 / 100] / 1000);
    }
  }

  private void newSessions(ConnectionPath way, int atOnce, int wanted, boolean told)
      throws Exception {
    double seconds = 0;
    int count = way.name().equals("websockify") ? 2 * BATCH : wanted;
    for (int done = 0; done < count; done += BATCH) {
      Queue<String> credentials = new ConcurrentLinkedQueue<>();
      for (int i = 0; i < BATCH; i++) {
        credentials.add(way.credentials().issue());
      }
      seconds += timed(BATCH, atOnce, () -> way.opener().open(credentials.remove()));
    }
    if (told) {
      System.out.printf(
          "%-22s new sessions, %d at a time: %.0f/s%n", way.name(), atOnce, count / seconds);
    }
  }

  private double timed(int count, int atOnce, Callable<Peer> open) throws Exception {
    long begun = System.nanoTime();
    AtomicInteger left = new AtomicInteger(count);
    List<Future<?>> workers = new ArrayList<>();
    for (int worker = 0; worker < atOnce; worker++) {
      workers.add(
          threads.submit(
              () -> {
                while (left.getAndDecrement() > 0) {
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

  /** A path that refuses some of the connections is measured with those that it accepted. */
  private static void idle(ConnectionPath way) throws IOException {
    ArrayDeque<Peer> peers = new ArrayDeque<>();
    for (int i = 0; i < 20; i++) {
      peers.add(way.open());
    }
    long before = way.residentKibibytes();
    int refused = 0;
    for (int i = 0; i < IDLE; i++) {
      try {
        peers.add(way.open());
      } catch (IOException e) {
        refused++;
      }
    }
    long after = way.residentKibibytes();
    int idle = IDLE - refused;
    System.out.printf(
        "%-22s at %d idle sessions: %.1f KiB each, %d KiB in all%n",
        way.name(), idle, (after - before) / (double) idle, after);
    for (Peer peer : peers) {
      peer.close();
    }
  }
}
