package org.synnefo.cyclades.local.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Messages that nobody can handle, and one that ends whoever tries. */
@FaultTest
class PoisonIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int DEADLY_BYTES = 60_000_000;
  private static final String DEAD = "snf-dead-letter";

  private static final List<String> POISON =
      List.of(
          "",
          "{",
          "null",
          "[]",
          "<html>502</html>",
          "{\"type\": \"unknown\"}",
          "{\"type\": \"ganeti-op-status\", \"instance\": \"snf-1\", \"operation\": \"OP_TEST\","
              + " \"jobId\": 1, \"status\": \"dancing\"}");

  /** Exchange and routing key of each queue. */
  private static final Map<String, List<String>> QUEUES =
      Map.of(
          "snf-events-op", List.of("ganeti", "ganeti.snf.event.op"),
          "snf-events-net", List.of("ganeti", "ganeti.snf.event.net"),
          "snf-events-progress", List.of("ganeti", "ganeti.snf.event.progress"),
          "snf-commands", List.of("api", "api.snf.command.create"),
          "snf-email", List.of("cron", "logic.snf.email.test"),
          "snf-reconciliation", List.of("cron", "reconciliation.snf.server"));

  private final CloudUnderTest cloud;

  PoisonIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void goodMessagesAreHandledAmongPoisonAndPoisonEndsAsDeadLettersWithTheirReasons()
      throws Exception {
    Map<String, Long> before = letters();
    long server = cloud.database().serversWithoutCluster(1);
    for (Map.Entry<String, List<String>> queue : QUEUES.entrySet()) {
      List<String> bodies = new ArrayList<>();
      for (String poison : POISON) {
        bodies.add(poison);
        good(queue.getKey(), server).forEach(bodies::add);
      }
      cloud.broker().publish(queue.getValue().get(0), queue.getValue().get(1), bodies);
    }
    long commanded = new Tenant(cloud.api()).create("poison").orElseThrow();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(cloud.database().rows(SERVER, server))
                  .containsExactly(
                      Map.of("operating_state", "STARTED", "build_percentage", 100, "nics", 1L));
              assertThat(state(commanded)).isEqualTo("STARTED");
              Map<String, Long> now = letters();
              QUEUES
                  .keySet()
                  .forEach(
                      queue ->
                          assertThat(now.getOrDefault(queue, 0L) - before.getOrDefault(queue, 0L))
                              .as(queue)
                              .isEqualTo(POISON.size()));
            });
    assertThat(
            cloud
                .database()
                .number("select count(*) from dead_letters where coalesce(reason, '') = ''"))
        .isZero();
    cloud.database().change("delete from dead_letters");
  }

  private static final String SERVER =
      """
      select operating_state, build_percentage,
        (select count(*) from nics where server_id = servers.id) as nics
      from servers where id = ?
      """;

  private static List<String> good(String queue, long server) {
    return switch (queue) {
      case "snf-events-op" ->
          List.of(new OperationEvent(server, "OP_INSTANCE_CREATE", 1, "success", 9.0).body());
      case "snf-events-net" ->
          List.of(
              """
              {"type": "ganeti-net-status", "instance": "snf-%d", "eventTime": 2.0,
               "nics": [{"mac": "aa:00:00:00:00:01", "ip": "192.0.2.1", "link": "public"}]}
              """
                  .formatted(server));
      case "snf-events-progress" ->
          List.of(
              """
              {"type": "ganeti-create-progress", "instance": "snf-%d", "rprogress": 50}
              """
                  .formatted(server));
      default -> List.of();
    };
  }

  @Test
  void whatWasGivenUpIsHandledWhenItIsReplayedAfterTheFix() throws Exception {
    long server = cloud.database().serversWithoutCluster(1);
    String link = "prv-" + server;
    cloud
        .broker()
        .publish(
            "ganeti",
            "ganeti.snf.event.net",
            List.of(
                """
                {"type": "ganeti-net-status", "instance": "snf-%d", "eventTime": 2.0, "nics": [
                  {"mac": "aa:00:00:00:01:01", "link": "public"},
                  {"mac": "aa:00:00:00:01:02", "link": "%s"}]}
                """
                    .formatted(server, link)));
    String find = "select id from dead_letters where reason like '%' || ? || '%'";
    await().atMost(PATIENCE).until(() -> !cloud.database().column(find, link).isEmpty());
    Object letter = cloud.database().column(find, link).get(0);

    long network =
        cloud
            .database()
            .number(
                """
                insert into networks (name, user_id, public, deleted, created, updated)
                select 'fix', min(id), false, false, now(), now() from users returning id
                """);
    cloud
        .database()
        .change("insert into network_links (name, network_id) values (?, ?)", link, network);
    cloud.administer("dead-letter", "replay", letter.toString());

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                cloud.database().number("select count(*) from nics where server_id = ?", server)
                    == 2);
    cloud.administer("dead-letter", "drop", letter.toString());
  }

  @Test
  void aMessageThatKillsEveryoneWhoTakesItEndsInTheBrokersOwnDeadLetterQueue() throws Exception {
    Path shipped = Path.of("../deploy/rabbitmq/definitions.json");
    // This cloud's broker has the default virtual host.
    String definitions = Files.readString(shipped).replace("\"cyclades\"", "\"/\"");
    int limit = Scale.of(2, 20);
    Path loaded = Files.createTempFile("definitions", ".json");
    Files.writeString(
        loaded,
        definitions.replaceFirst("\"delivery-limit\": 20\\b", "\"delivery-limit\": " + limit));
    assertThat(Files.readString(loaded)).contains("\"delivery-limit\": " + limit);
    cloud.broker().control("import_definitions", loaded.toString());
    Files.delete(loaded);
    String deadly =
        "{\"type\": \"ganeti-op-status\", \"logmsg\": \"%s\"}".formatted("x".repeat(DEADLY_BYTES));

    cloud.broker().publish(OperationEvent.EXCHANGE, OperationEvent.KEY, List.of(deadly));

    AtomicInteger deaths = new AtomicInteger();
    await()
        .atMost(Duration.ofMinutes(Scale.of(3, 15)))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              if (!cloud.isRunning(CloudUnderTest.DISPATCHER)) {
                deaths.incrementAndGet();
                cloud.launch(CloudUnderTest.DISPATCHER);
              }
              return cloud.broker().readyMessages(DEAD) > 0
                  && cloud.isReady(CloudUnderTest.DISPATCHER);
            });
    Report.line("it killed %d times, with a limit of %d", deaths.get(), limit);
    assertThat(deaths.get()).isBetween(limit, limit + 1);
    assertThat(cloud.broker().take(DEAD)).hasSize(deadly.length());
    long server = cloud.database().serversWithoutCluster(1);
    cloud
        .broker()
        .publish(OperationEvent.EXCHANGE, OperationEvent.KEY, good(OperationEvent.QUEUE, server));
    await().atMost(PATIENCE).until(() -> state(server).equals("STARTED"));
  }

  private String state(long server) {
    return (String)
        cloud.database().column("select operating_state from servers where id = ?", server).get(0);
  }

  private Map<String, Long> letters() {
    Map<String, Long> numbers = new java.util.HashMap<>();
    cloud
        .database()
        .rows("select queue, count(*) as number from dead_letters group by queue")
        .forEach(row -> numbers.put((String) row.get("queue"), (Long) row.get("number")));
    return numbers;
  }
}
