package org.synnefo.cyclades.dispatcher;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.model.command.CommandRepository;
import org.synnefo.cyclades.model.command.CommandVerb;

import static org.assertj.core.api.Assertions.assertThat;

/** Whose commands are submitted first, where one tenant asks for more than his share. */
@CloudTest
class TurnsTest {

  private static final int MANY = 260;
  private static final int SWEEP = 200;

  @Inject Rows rows;
  @Inject CommandRepository commands;

  private long backend;

  @BeforeEach
  void aClusterThatTakesNothing() {
    backend = rows.backend("b" + UUID.randomUUID(), "http://127.0.0.1:1", "user", "none", null);
    rows.offline(backend);
  }

  @AfterEach
  void nothingIsAskedAnyMore() {
    rows.allEnded(backend);
  }

  /** Of those commands, the ones that the sweeper takes, in its order. */
  private List<UUID> taken(List<UUID> asked) {
    Instant now = Instant.now().plusSeconds(60);
    List<UUID> due = QuarkusTransaction.requiringNew().call(() -> commands.due(now, now, SWEEP));
    return due.stream().filter(asked::contains).toList();
  }

  @Test
  void theFloodOfOneServerLeavesTheOthersTheirTurn() {
    List<UUID> asked = new ArrayList<>();
    long flooded = rows.newServer(backend);
    for (int i = 0; i < MANY; i++) {
      asked.add(rows.command(flooded, CommandVerb.SET_FIREWALL, Map.of("profile", "ENABLED")));
    }
    asked.add(rows.command(rows.newServer(backend), CommandVerb.SHUTDOWN, Map.of()));

    assertThat(taken(asked)).containsExactly(asked.get(0), asked.get(MANY));
  }

  @Test
  void theManyServersOfOneTenantLeaveTheOthersTheirTurn() {
    List<UUID> asked = new ArrayList<>();
    long first = rows.newServer(backend);
    long owner = rows.server(first).userId;
    asked.add(rows.command(first, CommandVerb.REBOOT, Map.of()));
    for (int i = 0; i < SWEEP; i++) {
      asked.add(rows.command(rows.serverOf(owner, backend), CommandVerb.REBOOT, Map.of()));
    }
    UUID other = rows.command(rows.newServer(backend), CommandVerb.SHUTDOWN, Map.of());
    asked.add(other);

    assertThat(taken(asked)).hasSize(SWEEP).startsWith(asked.get(0), other);
  }

  @Test
  void aDeletionDoesNotWaitForItsTurn() {
    long server = rows.newServer(backend);
    UUID creation = rows.command(server, CommandVerb.CREATE, Map.of());
    UUID deletion = rows.command(server, CommandVerb.DELETE, Map.of());

    assertThat(taken(List.of(creation, deletion))).containsExactly(creation, deletion);
  }
}
