package org.synnefo.cyclades.dispatcher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.dispatcher.messaging.Consumers;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.settings.BrokerSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The trace of an API request reaches Ganeti, and the end of the job belongs to it. */
@CloudTest
class TracingTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int JOB = 4711;

  @Inject Rows rows;
  @Inject InMemorySpanExporter spans;
  @Inject InstanceNames names;
  @Inject MessageTopology topology;
  @Inject BrokerSettings configuration;
  @Inject Consumers consumers;

  private final Queue<String> traceParents = new ConcurrentLinkedQueue<>();
  private final ClusterIntroduction introduction = new ClusterIntroduction();
  private HttpServer ganeti;
  private Broker broker;
  private long backend;

  @BeforeEach
  void aClusterThatListens() throws Exception {
    ganeti = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ganeti.createContext("/2/", this::answer);
    ganeti.start();
    await().atMost(PATIENCE).until(() -> consumers.idleQueues().isEmpty());
    broker = new Broker(configuration);
    backend =
        rows.backend(
            "b" + UUID.randomUUID(),
            "http://127.0.0.1:" + ganeti.getAddress().getPort(),
            "user",
            "password",
            null);
  }

  @AfterEach
  void nobodyListens() throws Exception {
    rows.offline(backend);
    broker.close();
    ganeti.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (introduction.answers(exchange)) {
      return;
    }
    if (exchange.getRequestMethod().equals("PUT")
        && exchange.getRequestURI().getPath().endsWith("/startup")) {
      traceParents.add(String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")));
      ClusterIntroduction.send(exchange, Integer.toString(JOB));
    } else {
      exchange.sendResponseHeaders(503, -1);
      exchange.close();
    }
  }

  private List<SpanData> spans(String trace, String name) {
    return spans.getFinishedSpanItems().stream()
        .filter(span -> span.getTraceId().equals(trace) && span.getName().equals(name))
        .toList();
  }

  @Test
  void theTraceOfTheRequestReachesTheRemoteApiAndTheEndOfTheJobBelongsToIt() throws Exception {
    String trace = UUID.randomUUID().toString().replace("-", "");
    String request = "00f067aa0ba902b7";
    long server = rows.newServer(backend);
    rows.state(server, OperatingState.STOPPED, null);

    rows.command(server, CommandVerb.START, Map.of(), "00-%s-%s-01".formatted(trace, request));

    await().atMost(PATIENCE).until(() -> !traceParents.isEmpty());
    assertThat(traceParents.peek()).startsWith("00-" + trace + "-");
    await().atMost(PATIENCE).until(() -> spans(trace, "submit start").size() == 1);
    assertThat(spans(trace, "submit start").get(0).getParentSpanId()).isEqualTo(request);

    broker.publish(
        topology.operations(),
        """
        {"type": "ganeti-op-status", "instance": "%s", "operation": "OP_INSTANCE_STARTUP",
         "jobId": %d, "status": "success"}
        """
            .formatted(names.of(server), JOB));

    await().atMost(PATIENCE).until(() -> spans(trace, "job start").size() == 1);
    assertThat(spans(trace, "job start").get(0).getAttributes().asMap().toString())
        .contains("ganeti.job", Integer.toString(JOB));
  }
}
