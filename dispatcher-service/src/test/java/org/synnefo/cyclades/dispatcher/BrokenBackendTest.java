package org.synnefo.cyclades.dispatcher;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.dispatcher.backends.Cluster;
import org.synnefo.cyclades.dispatcher.backends.Clusters;
import org.synnefo.cyclades.ganeti.client.GanetiClientFactory;
import org.synnefo.cyclades.model.command.CommandState;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.PendingAction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Backends whose settings are wrong, beside one whose are right. */
@CloudTest
class BrokenBackendTest {

  private static final String HTTPS = "https://127.0.0.1:1";

  @Inject Rows rows;
  @Inject Clusters clusters;
  @Inject MeterRegistry metrics;
  @Inject GanetiClientFactory factory;

  private SimulatedCluster cluster;
  private List<Long> broken;
  private String undecryptable;
  private long healthy;

  @BeforeEach
  void backends() {
    undecryptable = name();
    broken =
        List.of(
            rows.backend(name(), "not a url", "user", "password", null),
            rows.backend(name(), "ftp://127.0.0.1:1", "user", "password", null),
            rows.backend(name(), "", "user", "password", null),
            rows.backend(name(), HTTPS, "user", "password", "no certificate"),
            rows.undecryptableBackend(undecryptable));
    cluster = new SimulatedCluster(factory);
    healthy = rows.backend(cluster);
  }

  @AfterEach
  void noMoreServersThere() {
    broken.forEach(rows::offline);
    rows.offline(healthy);
    cluster.close();
  }

  private static String name() {
    return "b" + UUID.randomUUID();
  }

  private UUID create(long backend) {
    long server = rows.newServer(backend);
    rows.state(server, OperatingState.BUILD, PendingAction.CREATE);
    return rows.command(server, CommandVerb.CREATE, Map.of());
  }

  @Test
  void theServersOfOthersAreServedAndItsOwnWait() {
    List<UUID> waiting = broken.stream().map(this::create).toList();
    UUID served = create(healthy);

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(rows.command(served).state).isEqualTo(CommandState.SUCCEEDED);
              assertThat(waiting)
                  .allSatisfy(
                      command -> {
                        assertThat(rows.command(command).state).isEqualTo(CommandState.PENDING);
                        assertThat(rows.command(command).lastError).isNotBlank();
                      });
            });
    assertThat(clusters.all())
        .extracting(Cluster::backendId)
        .contains(healthy)
        .doesNotContainAnyElementsOf(broken);
    assertThat(
            metrics
                .get("cyclades.cluster.unusable")
                .tag("backend", undecryptable)
                .counter()
                .count())
        .isPositive();
  }
}
