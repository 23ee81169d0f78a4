package org.synnefo.cyclades.vncproxy.proxy;

import io.netty.util.concurrent.EventExecutor;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.synnefo.cyclades.embedded.DatabaseResource;
import org.synnefo.cyclades.vncproxy.connection.EndCause;
import org.synnefo.cyclades.vncproxy.session.Sessions;
import org.synnefo.cyclades.vncproxy.testing.TestViewer;
import org.synnefo.cyclades.vncproxy.transport.ConsoleProxy;
import org.synnefo.cyclades.vncproxy.transport.RfbPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Ends connections over real sockets in every state and in every way, and checks that no socket,
 * timer or buffer is leaked. Netty's leak detector runs at level paranoid.
 */
@QuarkusTest
@WithTestResource(value = DatabaseResource.class, scope = TestResourceScope.GLOBAL)
class EveryStateTest {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The state to which a connection is brought. */
  private enum State {
    GREETING,
    IDENTIFYING,
    CONNECTING,
    NEGOTIATING,
    JOINED,
    VIEWER_FINISHED,
    SERVER_FINISHED
  }

  /** How the connection is ended. */
  private enum End {
    VIEWER_CLOSES,
    VIEWER_RESETS,
    SERVER_CLOSES,
    SERVER_RESETS,
    OPERATOR_STOPS,
    TIME_PASSES
  }

  @Inject RfbPort port;
  @Inject TestGrants grants;
  @Inject Sessions sessions;
  @Inject ConsoleProxy proxy;
  @Inject Vertx vertx;

  private final List<String> leaks = new ArrayList<>();
  private final Logger leakLog = Logger.getLogger("io.netty.util.ResourceLeakDetector");
  private final Handler leakHandler =
      new Handler() {
        @Override
        public void publish(LogRecord leak) {
          leaks.add(leak.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void watchBuffers() {
    leakLog.addHandler(leakHandler);
  }

  @AfterEach
  void noBufferLeaks() {
    System.gc();
    leakLog.removeHandler(leakHandler);
    assertThat(leaks).isEmpty();
  }

  static Stream<Arguments> everyStateWithEveryEnd() {
    return Stream.of(State.values())
        .flatMap(
            state ->
                Stream.of(End.values())
                    .filter(end -> isPossible(state, end))
                    .map(end -> Arguments.of(state, end)));
  }

  private static boolean isPossible(State state, End end) {
    return switch (end) {
      case VIEWER_CLOSES, VIEWER_RESETS, OPERATOR_STOPS -> true;
      case SERVER_CLOSES, SERVER_RESETS -> state.compareTo(State.NEGOTIATING) >= 0;
      case TIME_PASSES -> state != State.JOINED;
    };
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("everyStateWithEveryEnd")
  void noEndInAnyStateLeaksResources(State state, End end) throws Exception {
    await().atMost(PATIENCE).until(() -> proxy.open() == 0);
    long descriptors = descriptors();
    long timers = timers();
    try (Scene scene = new Scene(state)) {
      assertThat(proxy.open()).isEqualTo(1);
      scene.end(end);
      await().atMost(PATIENCE).until(() -> proxy.open() == 0);
    }
    await().atMost(PATIENCE).until(() -> descriptors() <= descriptors && timers() <= timers);
    assertThat(sessions.handshakes()).isZero();
    assertThat(sessions.live()).isEmpty();
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(DESCRIPTORS)) {
      return open.filter(EveryStateTest::isSocket).count();
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException closed) {
      return false;
    }
  }

  /** Number of pending timers of the event loops. */
  private long timers() {
    long timers = 0;
    for (EventExecutor loop : ((VertxInternal) vertx).getEventLoopGroup()) {
      timers += loop.submit(() -> scheduled(loop)).syncUninterruptibly().getNow();
    }
    return timers;
  }

  private static int scheduled(EventExecutor loop) throws ReflectiveOperationException {
    for (Class<?> type = loop.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals("scheduledTaskQueue")) {
          field.setAccessible(true);
          Queue<?> queue = (Queue<?>) field.get(loop);
          return queue == null ? 0 : queue.size();
        }
      }
    }
    throw new NoSuchFieldException("scheduledTaskQueue");
  }

  /** A viewer and a server with a connection in some state between them. */
  private final class Scene implements AutoCloseable {

    private final SingleConnectionServer server;
    private final TestViewer viewer;
    private final AutoCloseable lock;

    Scene(State state) throws Exception {
      server = new SingleConnectionServer(state.compareTo(State.JOINED) >= 0);
      String password =
          grants.issue(state == State.CONNECTING ? closedPort() : server.port()).password();
      lock = state == State.IDENTIFYING ? grants.lock() : () -> {};
      viewer = new TestViewer(port.address().orElseThrow());
      await().atMost(PATIENCE).until(() -> proxy.open() == 1);
      if (state == State.GREETING) {
        viewer.out().write("RFB 0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      } else {
        viewer.respond(password);
      }
      if (state.compareTo(State.NEGOTIATING) >= 0) {
        await().atMost(PATIENCE).until(server::isReached);
      }
      if (state.compareTo(State.JOINED) >= 0) {
        await().atMost(PATIENCE).until(() -> sessions.live().size() == 1);
      }
      if (state == State.VIEWER_FINISHED) {
        viewer.socket().shutdownOutput();
      } else if (state == State.SERVER_FINISHED) {
        server.socket().shutdownOutput();
      }
    }

    void end(End end) throws Exception {
      switch (end) {
        case VIEWER_CLOSES -> viewer.close();
        case VIEWER_RESETS -> reset(viewer.socket());
        case SERVER_CLOSES -> server.socket().close();
        case SERVER_RESETS -> reset(server.socket());
        case OPERATOR_STOPS -> proxy.stopAll(EndCause.KILLED);
        case TIME_PASSES -> {}
      }
    }

    @Override
    public void close() throws Exception {
      lock.close();
      viewer.close();
      server.close();
    }
  }

  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private static int closedPort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }
}
