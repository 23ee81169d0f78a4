package org.synnefo.cyclades.dispatcher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.model.command.CommandState;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.PendingAction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Jobs of a cluster without an event daemon. */
@CloudTest
class JobFollowerTest {

  private static final int MANY = 250;
  private static final int FEW = 80;
  private static final int IN_FLIGHT = 4;
  private static final Pattern ID = Pattern.compile("\"id\",(\\d+)");

  @Inject Rows rows;

  private final Map<Long, String> reasons = new ConcurrentHashMap<>();
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile CountDownLatch released = new CountDownLatch(0);
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ClusterIntroduction introduction = new ClusterIntroduction();
  private HttpServer ganeti;
  private long backend;

  @BeforeEach
  void aClusterWhoseJobsHaveEnded() throws Exception {
    ganeti = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ganeti.createContext("/2/", this::answer);
    ganeti.setExecutor(threads);
    ganeti.start();
    backend =
        rows.backend(
            "b" + UUID.randomUUID(),
            "http://127.0.0.1:" + ganeti.getAddress().getPort(),
            "user",
            "password",
            null);
  }

  @AfterEach
  void nobodyListens() {
    rows.offline(backend);
    ganeti.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (introduction.answers(exchange)) {
      return;
    }
    awaitRelease();
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
    atOnce.accumulateAndGet(now.incrementAndGet(), Math::max);
    String question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String rows =
        ID.matcher(question)
            .results()
            .map(
                id ->
                    """
                    [[0,%s],[0,"success"],[0,[{"OP_ID":"OP_INSTANCE_SHUTDOWN",
                      "reason":[["gnt:user","%s",0]]}]],[0,["success"]],
                     [0,[null]],[0,[[]]],[0,[1,0]],[0,[1,0]],[0,[2,0]]]\
                    """
                        .formatted(id.group(1), reasons.get(Long.valueOf(id.group(1)))))
            .collect(Collectors.joining(","));
    String fields =
        List.of(
                "id",
                "status",
                "ops",
                "opstatus",
                "opresult",
                "oplog",
                "received_ts",
                "start_ts",
                "end_ts")
            .stream()
            .map("{\"name\":\"%s\"}"::formatted)
            .collect(Collectors.joining(","));
    now.decrementAndGet();
    ClusterIntroduction.send(exchange, "{\"data\":[%s],\"fields\":[%s]}".formatted(rows, fields));
  }

  private void awaitRelease() {
    asked.incrementAndGet();
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aClusterThatIsSlowToTellIsNotAskedAgainMeanwhile() {
    released = new CountDownLatch(1);
    long server = rows.newServer(backend);
    rows.state(server, OperatingState.STARTED, PendingAction.STOP);
    UUID command = rows.command(server, CommandVerb.SHUTDOWN, Map.of());
    rows.submitted(command, 1);
    reasons.put(1L, "cyclades:" + command);
    rows.due(command);
    await().atMost(Duration.ofSeconds(20)).until(() -> asked.get() == 1);

    rows.due(command);

    await()
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(5))
        .until(() -> asked.get() == 1);
    released.countDown();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> rows.command(command).state == CommandState.SUCCEEDED);
  }

  @Test
  void manyJobsThatEndedTakeFewQuestionsAndNoMoreConnectionsThanOthers() {
    List<UUID> commands = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      long server = rows.newServer(backend);
      rows.state(server, OperatingState.STARTED, PendingAction.STOP);
      commands.add(rows.command(server, CommandVerb.SHUTDOWN, Map.of()));
      rows.submitted(commands.get(i), 1000 + i);
      reasons.put(1000L + i, "cyclades:" + commands.get(i));
    }

    commands.forEach(rows::due);

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(commands)
                    .allSatisfy(
                        command ->
                            assertThat(rows.command(command).state)
                                .isEqualTo(CommandState.SUCCEEDED)));
    assertThat(requests).containsOnly("PUT /2/query/job");
    assertThat(requests.size()).isLessThan(FEW);
    assertThat(atOnce.get()).isLessThanOrEqualTo(IN_FLIGHT);
  }
}
