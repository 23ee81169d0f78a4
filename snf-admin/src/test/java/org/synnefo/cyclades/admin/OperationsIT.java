package org.synnefo.cyclades.admin;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synnefo.cyclades.admin.AdminProcess.Outcome;
import org.synnefo.cyclades.embedded.EmbeddedBroker;
import org.synnefo.cyclades.embedded.EmbeddedDatabase;
import org.synnefo.cyclades.model.backend.BackendRepository;
import org.synnefo.cyclades.model.message.InvalidMessageException;
import org.synnefo.cyclades.model.message.MessageJson;
import org.synnefo.cyclades.model.message.Reconcile;
import org.synnefo.cyclades.model.secret.DeploymentKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What an operator does while the services run: dead letters and reconciliations. */
class OperationsIT {

  private static final int USAGE = 2;
  private static final String QUEUE = "snf-events-op";
  private static final String COMMANDS = "snf-commands";
  private static final String RECONCILIATION = "snf-reconciliation";

  private static EmbeddedDatabase database;
  private static EmbeddedBroker broker;
  private static Connection connection;
  private static Channel channel;

  @TempDir static Path folder;

  @BeforeAll
  static void start() throws Exception {
    database = EmbeddedDatabase.temporary();
    broker = EmbeddedBroker.temporary();
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(broker.port());
    connection = factory.newConnection();
    channel = connection.createChannel();
    channel.queueDeclare(QUEUE, true, false, false, Map.of());
    channel.exchangeDeclare("cron", "topic", true);
    channel.queueDeclare(RECONCILIATION, true, false, false, Map.of());
    channel.queueBind(RECONCILIATION, "cron", "reconciliation.snf.*");
    assertThat(snfAdmin("migrate").status()).isZero();
    assertThat(snfAdmin("load", "../deploy/fixtures/catalog.json").status()).isZero();
    update(
        "insert into users (name, email, type, state, created, updated)"
            + " values ('u', 'u@example.com', 'USER', 'ACTIVE', now(), now())");
    backend("one", encrypted("password"));
  }

  private static String encrypted(String password) {
    return HexFormat.of()
        .formatHex(
            DeploymentKey.parse(AdminProcess.KEY)
                .encrypt(password, BackendRepository.PASSWORD_PURPOSE));
  }

  private static void backend(String name, String password) throws SQLException {
    update(
        """
        insert into backends (name, endpoints, rapi_user, rapi_password, public_nic, private_nic,
          drained, offline, total_memory_mib, free_memory_mib, total_disk_gib, free_disk_gib,
          created, updated)
        values ('%s', 'http://127.0.0.1:1', 'u', decode('%s', 'hex'), '{}', '{}', false, false, 0, 0, 0, 0, now(),
          now())
        """
            .formatted(name, password));
  }

  @AfterAll
  static void stop() throws Exception {
    connection.close();
    broker.close();
    database.close();
  }

  private static Outcome snfAdmin(String... arguments) throws Exception {
    return AdminProcess.run(folder, database, broker.port(), List.of(arguments));
  }

  private static void update(String statement) throws SQLException {
    new Rows(database).update(statement);
  }

  private static String query(String statement) throws SQLException {
    return new Rows(database).query(statement);
  }

  private static String letter(String queue, String body) throws SQLException {
    return query(
        """
        insert into dead_letters (queue, exchange, routing_key, body, headers, reason, attempts,
          first_time, last_time)
        values ('%s', 'ganeti', 'ganeti.snf.event.op', convert_to('%s', 'UTF8'), '{"x-test": "yes"}',
          'unknown status', 1, now(), now()) returning id
        """
            .formatted(queue, body));
  }

  private static String server(String state) throws SQLException {
    return query(
        """
        insert into servers (name, user_id, image_id, flavor_id, backend_id, operating_state,
          build_percentage, suspended, deleted, created, updated)
        select 's', (select id from users limit 1), (select id from images limit 1),
          (select id from flavors limit 1), (select id from backends where name = 'one'), '%s', 0,
          false, false, now(), now() returning id
        """
            .formatted(state));
  }

  /** A command that was given up, and its letter. */
  private static String givenUp(String verb, String server) throws SQLException {
    UUID id = UUID.randomUUID();
    update(
        """
        insert into commands (id, verb, server_id, request_id, arguments, state, attempts,
          next_attempt_at, created)
        values ('%s', '%s', %s, 'req-1', '{}', 'FAILED', 3, now(), now())
        """
            .formatted(id, verb, server));
    return letter(
        COMMANDS,
        "{\"type\": \"command\", \"id\": \"%s\", \"verb\": \"%s\", \"server\": %s}"
            .formatted(id, verb.toLowerCase(java.util.Locale.ROOT), server));
  }

  @Test
  void aDeadLetterIsListedShownReplayedAndDropped() throws Exception {
    String id = letter(QUEUE, "{\"type\": \"ganeti-op-status\"}");

    Outcome list = snfAdmin("dead-letter", "list", "--queue", QUEUE);
    assertThat(list.output())
        .as(list.errors())
        .contains(id + "\t", QUEUE, "waiting", "unknown status");
    assertThat(snfAdmin("dead-letter", "show", id).output())
        .contains("reason:      unknown status", "body:        {\"type\": \"ganeti-op-status\"}");

    Outcome replay = snfAdmin("dead-letter", "replay", id);

    assertThat(replay.status()).as(replay.errors()).isZero();
    GetResponse message = channel.basicGet(QUEUE, true);
    assertThat(new String(message.getBody(), StandardCharsets.UTF_8))
        .isEqualTo("{\"type\": \"ganeti-op-status\"}");
    assertThat(message.getProps().getHeaders().get("x-test")).hasToString("yes");
    assertThat(snfAdmin("dead-letter", "list").output()).doesNotContain(id + "\t");
    assertThat(snfAdmin("dead-letter", "list", "--replayed").output()).contains(id + "\t");

    assertThat(snfAdmin("dead-letter", "drop", id).status()).isZero();
    Outcome gone = snfAdmin("dead-letter", "show", id);
    assertThat(gone.status()).isEqualTo(USAGE);
    assertThat(gone.errors()).contains("dead letter " + id + " does not exist");
  }

  @Test
  void aLetterIsReplayedOnceUnlessItIsAskedForAgain() throws Exception {
    String id = letter(QUEUE, "{}");

    Outcome first = snfAdmin("dead-letter", "replay", id);
    GetResponse message = channel.basicGet(QUEUE, true);
    Outcome second = snfAdmin("dead-letter", "replay", id);
    GetResponse none = channel.basicGet(QUEUE, true);
    Outcome again = snfAdmin("dead-letter", "replay", "--again", id);

    assertThat(first.status()).as(first.errors()).isZero();
    assertThat(message).isNotNull();
    assertThat(second.status()).isEqualTo(USAGE);
    assertThat(second.errors())
        .contains("dead letter %s was replayed at ".formatted(id), "--again");
    assertThat(none).isNull();
    assertThat(again.status()).as(again.errors()).isZero();
    assertThat(channel.basicGet(QUEUE, true)).isNotNull();
    snfAdmin("dead-letter", "drop", id);
  }

  @Test
  void aLetterOfAQueueThatIsGoneStaysWaiting() throws Exception {
    String id = letter("snf-gone", "{}");

    Outcome replay = snfAdmin("dead-letter", "replay", id);

    assertThat(replay.status()).isOne();
    assertThat(replay.errors()).contains("no queue takes 'snf-gone'");
    assertThat(query("select replayed_at from dead_letters where id = " + id)).isNull();
    snfAdmin("dead-letter", "drop", id);
  }

  @Test
  void aCommandThatWasGivenUpIsAskedAnew() throws Exception {
    String server = server("STOPPED");
    String id = givenUp("START", server);

    Outcome replay = snfAdmin("dead-letter", "replay", id);

    assertThat(replay.status()).as(replay.errors()).isZero();
    assertThat(query("select verb from commands where state = 'PENDING' and server_id = " + server))
        .isEqualTo("START");
    assertThat(query("select pending_action from servers where id = " + server)).isEqualTo("START");
    assertThat(query("select replayed_at from dead_letters where id = " + id)).isNotNull();
  }

  @Test
  void aCreationIsNotAskedAnewSinceItsPasswordIsForgotten() throws Exception {
    String id = givenUp("CREATE", server("ERROR"));

    Outcome replay = snfAdmin("dead-letter", "replay", id);

    assertThat(replay.status()).isEqualTo(USAGE);
    assertThat(replay.errors()).contains("a failed create can't be replayed");
    snfAdmin("dead-letter", "drop", id);
  }

  @Test
  void aReconciliationIsAskedForAndItsReportPrinted() throws Exception {
    CompletableFuture<Void> dispatcher = CompletableFuture.runAsync(OperationsIT::answerOnce);

    Outcome result = snfAdmin("reconcile", "--dry-run", "--backend", "one");

    dispatcher.join();
    assertThat(result.status()).as(result.errors()).isZero();
    assertThat(result.output())
        .contains("one\tsnf-7\tstate\tfound\tserver 7 is STARTED, its instance STOPPED")
        .contains("one: 1 differ");
  }

  private static void answerOnce() {
    Reconcile asked = question();
    report(
        asked,
        "one",
        "[{\"instance\": \"snf-7\", \"kind\": \"state\", \"mended\": false,"
            + " \"detail\": \"server 7 is STARTED, its instance STOPPED\"}]",
        "null");
  }

  private static Reconcile question() {
    GetResponse message =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> channel.basicGet(RECONCILIATION, true), found -> found != null);
    try {
      Reconcile asked = (Reconcile) MessageJson.read(message.getBody());
      assertThat(asked.mode()).isEqualTo(Reconcile.Mode.DRY_RUN);
      return asked;
    } catch (InvalidMessageException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void report(Reconcile asked, String backend, String drifts, String failure) {
    try {
      update(
          """
          insert into reconciliation_reports (request_id, backend_id, drifts, failure, finished)
          select '%s', id, '%s', %s, now() from backends where name = '%s'
          """
              .formatted(asked.request(), drifts, failure, backend));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyReportIsPrintedWhateverBecameOfTheOtherClusters() throws Exception {
    backend("failing", encrypted("password"));
    backend("silent", encrypted("password"));
    backend("unusable", "00");
    backend("away", "00");
    update("update backends set offline = true where name = 'away'");
    try {
      CompletableFuture<Void> dispatcher =
          CompletableFuture.runAsync(
              () -> {
                Reconcile asked = question();
                report(asked, "failing", "[]", "'connection refused'");
                report(asked, "one", "[]", "null");
              });

      Outcome result = snfAdmin("reconcile", "--dry-run", "--all", "--wait", "10");

      dispatcher.join();
      assertThat(result.status()).isOne();
      assertThat(result.output().lines())
          .containsExactly("one: 0 differ", "away: offline, left out");
      assertThat(result.errors().lines())
          .containsExactly(
              "snf-admin: unusable can't be used: its password was not encrypted with this deployment"
                  + " key; load the backend again",
              "snf-admin: failing was not compared: connection refused",
              "snf-admin: silent was not compared within 10 s; is a dispatcher running?");
    } finally {
      update("delete from backends where name <> 'one'");
    }
  }

  @Test
  void nobodyWaitsForABackendThatIsOfflineOrCanNotBeUsed() throws Exception {
    backend("unusable", "00");
    String server = server("STARTED");
    try {
      Outcome unusable = snfAdmin("reconcile", "--fix", "--backend", "unusable");
      update("update backends set offline = true where name = 'one'");
      Outcome offline = snfAdmin("reconcile", "--fix", "--server", server);

      assertThat(unusable.status()).isOne();
      assertThat(unusable.errors()).contains("unusable can't be used");
      assertThat(offline.status()).isEqualTo(USAGE);
      assertThat(offline.errors()).contains("backend 'one' is offline");
      assertThat(channel.basicGet(RECONCILIATION, true)).isNull();
    } finally {
      update("update backends set offline = false where name = 'one'");
      update("delete from backends where name <> 'one'");
    }
  }

  @Test
  void aReconciliationThatNobodyAnswersFails() throws Exception {
    Outcome result = snfAdmin("reconcile", "--fix", "--all", "--wait", "1");

    assertThat(result.status()).isOne();
    assertThat(result.errors())
        .contains("one was not compared within 1 s; is a dispatcher running?");
    channel.queuePurge(RECONCILIATION);
  }

  @Test
  void whatIsDoneAndWithWhatMustBeSaid() throws Exception {
    assertThat(snfAdmin("reconcile", "--all").status()).isEqualTo(USAGE);
    assertThat(snfAdmin("reconcile", "--fix").status()).isEqualTo(USAGE);
    Outcome unknown = snfAdmin("reconcile", "--fix", "--backend", "two");
    assertThat(unknown.status()).isEqualTo(USAGE);
    assertThat(unknown.errors()).contains("backend 'two' does not exist");
  }
}
