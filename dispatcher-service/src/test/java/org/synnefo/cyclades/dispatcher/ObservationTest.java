package org.synnefo.cyclades.dispatcher;

import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.dispatcher.messaging.Consumers;
import org.synnefo.cyclades.ganeti.client.GanetiClientFactory;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.settings.BrokerSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What an operator's monitoring sees. */
@CloudTest
class ObservationTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject Rows rows;
  @Inject MessageTopology topology;
  @Inject InstanceNames names;
  @Inject BrokerSettings configuration;
  @Inject Consumers consumers;
  @Inject GanetiClientFactory factory;

  @TestHTTPResource("/q")
  URI base;

  private final HttpClient http = HttpClient.newHttpClient();
  private Broker broker;
  private long backend;

  @BeforeEach
  void connect() throws Exception {
    await().atMost(PATIENCE).until(() -> consumers.idleQueues().isEmpty());
    broker = new Broker(configuration);
    backend = rows.backend("b" + UUID.randomUUID(), "http://127.0.0.1:1", "user", "none", null);
  }

  @AfterEach
  void disconnect() throws Exception {
    rows.offline(backend);
    broker.close();
  }

  private String get(String path) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create(base + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private void shows(String line) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(get("/metrics")).containsPattern("(?m)^" + line));
  }

  @Test
  void readinessNamesTheConsumersAndTheDatabase() throws Exception {
    assertThat(get("/health/ready"))
        .contains("\"consumers\"", "Database connections health check")
        .containsPattern("^\\s*\\{\\s*\"status\": \"UP\"");
  }

  @Test
  void eachQueueTellsItsLengthAndTheLagOfItsEvents() throws Exception {
    long server = rows.newServer(backend);
    broker.publish(
        topology.operations(),
        """
        {"type": "ganeti-op-status", "instance": "%s", "operation": "OP_INSTANCE_CREATE",
         "jobId": 3, "status": "running", "eventTime": %d}
        """
            .formatted(names.of(server), System.currentTimeMillis() / 1000));

    shows("cyclades_queue_waiting\\{queue=\"%s\"\\}".formatted(topology.operations().name()));
    shows(
        "cyclades_events_lag_seconds_count\\{queue=\"%s\"\\} [1-9]"
            .formatted(topology.operations().name()));
  }

  @Test
  void commandsJobsAndDeadLettersAreCounted() throws Exception {
    long server = rows.newServer(backend);
    rows.submitted(rows.command(server, CommandVerb.REBOOT, Map.of()), 99);
    broker.publish(topology.operations(), "rubbish");

    shows("cyclades_commands\\{state=\"submitted\",verb=\"reboot\"\\} [1-9]");
    shows("cyclades_commands_oldest_seconds\\{state=\"submitted\",verb=\"reboot\"\\} ");
    shows("cyclades_jobs\\{backend=\"%d\"\\} 1.0".formatted(backend));
    shows("cyclades_dead_letters\\{queue=\"%s\"\\} [1-9]".formatted(topology.operations().name()));
  }

  @Test
  void aClusterThatRefusesUsIsNamedAndTheDispatcherStaysReady() {
    try (SimulatedCluster cluster = new SimulatedCluster(factory)) {
      long refusing =
          rows.backend(
              "b" + UUID.randomUUID(), cluster.url(), SimulatedCluster.USER, "wrong", null);
      rows.command(rows.newServer(refusing), CommandVerb.CREATE, Map.of());

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(get("/health/group/clusters"))
                      .contains("\"DOWN\"", "backend " + refusing));
      assertThat(consumers.idleQueues()).isEmpty();
      rows.offline(refusing);
    }
  }
}
