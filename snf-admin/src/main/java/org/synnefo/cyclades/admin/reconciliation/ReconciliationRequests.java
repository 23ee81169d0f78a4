package org.synnefo.cyclades.admin.reconciliation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.synnefo.cyclades.admin.broker.Broker;
import org.synnefo.cyclades.admin.database.Database;
import org.synnefo.cyclades.admin.output.CommandFailedException;
import org.synnefo.cyclades.admin.reconciliation.ReconciliationOutcome.Compared;
import org.synnefo.cyclades.admin.settings.Settings;
import org.synnefo.cyclades.model.message.MessageJson;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.model.message.Reconcile;
import org.synnefo.cyclades.model.reconciliation.FoundDrift;

/** Asks the dispatcher by the broker, and reads its answers from the database. */
public final class ReconciliationRequests {

  private static final long PAUSE_MILLIS = 300;

  private static final String CLUSTERS =
      "select b.id, b.name, b.endpoints, b.rapi_user, b.rapi_password, b.certificate_authority,"
          + " b.offline from backends b";

  private static final String CLUSTER_OF_SERVER =
      CLUSTERS + " join servers s on s.backend_id = b.id where s.id = ?";

  private static final String REPORTS =
      "select backend_id, drifts, failure from reconciliation_reports where request_id = ?"
          + " order by backend_id";

  private final Database database;
  private final Broker broker;
  private final Settings settings;
  private final BackendCheck check;

  public ReconciliationRequests(Database database, Broker broker, Settings settings) {
    this.database = database;
    this.broker = broker;
    this.settings = settings;
    this.check = new BackendCheck(settings);
  }

  /** What a cluster's comparison found; the failure is null if it was made. */
  private record Report(long backend, String drifts, String failure) {

    static Report of(ResultSet row) throws SQLException {
      return new Report(
          row.getLong("backend_id"), row.getString("drifts"), row.getString("failure"));
    }

    List<FoundDrift> found() {
      try {
        return new ObjectMapper().readValue(drifts, new TypeReference<>() {});
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("A report can't be read: " + e.getOriginalMessage(), e);
      }
    }
  }

  /**
   * Asks, and waits until each cluster answered or the time is over.
   *
   * @param server to look at; empty: all of the backend
   * @param backend its name; both empty: all that are not offline
   * @throws CommandFailedException if there is no such server or backend, or it is offline
   */
  ReconciliationOutcome request(
      Reconcile.Mode mode, Optional<Long> server, Optional<String> backend, Duration patience) {
    UUID request = UUID.randomUUID();
    if (server.isPresent()) {
      Reconcile message = new Reconcile(Reconcile.Scope.SERVER, server.get(), mode, request);
      return ask(message, List.of(online(ofServer(server.get()))), List.of(), patience);
    }
    if (backend.isPresent()) {
      Cluster named = online(named(backend.get()));
      Reconcile message = new Reconcile(Reconcile.Scope.BACKEND, named.id(), mode, request);
      return ask(message, List.of(named), List.of(), patience);
    }
    Map<Boolean, List<Cluster>> byOffline =
        clusters(CLUSTERS + " order by b.id").stream()
            .collect(Collectors.partitioningBy(Cluster::offline));
    return ask(
        new Reconcile(Reconcile.Scope.ALL, null, mode, request),
        byOffline.get(false),
        byOffline.get(true).stream().map(Cluster::name).toList(),
        patience);
  }

  private List<Cluster> clusters(String sql, Object... parameters) {
    return database.transaction(statements -> statements.list(sql, Cluster::of, parameters));
  }

  private Cluster ofServer(long server) {
    return clusters(CLUSTER_OF_SERVER, server).stream()
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailedException.mistake(
                    "server %d does not exist, or was not placed on a backend yet", server));
  }

  private Cluster named(String name) {
    return clusters(CLUSTERS + " where b.name = ?", name).stream()
        .findFirst()
        .orElseThrow(() -> CommandFailedException.mistake("backend '%s' does not exist", name));
  }

  private static Cluster online(Cluster cluster) {
    if (cluster.offline()) {
      throw CommandFailedException.mistake("backend '%s' is offline", cluster.name());
    }
    return cluster;
  }

  private ReconciliationOutcome ask(
      Reconcile message, List<Cluster> asked, List<String> offline, Duration patience) {
    Map<Long, String> names = new TreeMap<>();
    List<String> failures = new ArrayList<>();
    for (Cluster cluster : asked) {
      check
          .complaint(cluster)
          .ifPresentOrElse(
              complaint ->
                  failures.add("%s can't be used: %s".formatted(cluster.name(), complaint)),
              () -> names.put(cluster.id(), cluster.name()));
    }
    if (names.isEmpty()) {
      return new ReconciliationOutcome(List.of(), offline, failures);
    }
    publish(message);
    List<Compared> compared = new ArrayList<>();
    for (Report report : await(message.request(), names.keySet(), patience)) {
      String name = names.remove(report.backend());
      if (report.failure() == null) {
        compared.add(new Compared(name, report.found()));
      } else {
        failures.add("%s was not compared: %s".formatted(name, report.failure()));
      }
    }
    for (String silent : names.values()) {
      failures.add(
          "%s was not compared within %d s; is a dispatcher running?"
              .formatted(silent, patience.toSeconds()));
    }
    return new ReconciliationOutcome(compared, offline, failures);
  }

  private void publish(Reconcile message) {
    MessageTopology topology =
        new MessageTopology(settings.text("cyclades.backend-prefix").orElse("snf"));
    String scope = message.scope().name().toLowerCase(Locale.ROOT);
    broker.publish(
        new Broker.Outgoing(
            MessageTopology.CRON_EXCHANGE,
            topology.reconciliationKey(scope),
            Reconcile.TYPE,
            Map.of(),
            MessageJson.write(message)));
  }

  /** The reports of these clusters, of as many as came in time. */
  private List<Report> await(UUID request, Collection<Long> expected, Duration patience) {
    Instant end = Instant.now().plus(patience);
    while (true) {
      List<Report> found =
          database.transaction(statements -> statements.list(REPORTS, Report::of, request)).stream()
              .filter(report -> expected.contains(report.backend()))
              .toList();
      if (found.size() == expected.size() || Instant.now().isAfter(end)) {
        return found;
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailedException.failure("interrupted while waiting for the dispatcher");
    }
  }
}
