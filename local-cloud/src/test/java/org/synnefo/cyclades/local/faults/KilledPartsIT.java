package org.synnefo.cyclades.local.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Nothing that was promised is lost, and nothing is done twice, whoever dies. */
@FaultTest
class KilledPartsIT {

  private static final int TENANTS = 3;
  private static final int LEAST_KILLS = Scale.of(4, 20);
  private static final int LONGEST_PAUSE_MILLIS = 4_000;
  private static final int LONGEST_DEATH_MILLIS = 2_000;
  private static final Duration RECOVERY = Duration.ofMinutes(4);

  private final CloudUnderTest cloud;
  private final Set<Long> created = ConcurrentHashMap.newKeySet();
  private final Set<Long> deletionAsked = ConcurrentHashMap.newKeySet();
  private final Set<Long> deletionPromised = ConcurrentHashMap.newKeySet();
  private final AtomicInteger answered = new AtomicInteger();
  private volatile boolean enough;

  KilledPartsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void everyPromiseIsKeptThoughEachPartIsKilledAtARandomMoment() throws Exception {
    Random random = Scale.random();
    int requests = Scale.of(24, 200);
    List<Object> lettersBefore = cloud.database().deadLetters();
    ExecutorService tenants = Executors.newFixedThreadPool(TENANTS);
    List<Future<?>> work = new ArrayList<>();
    for (int i = 0; i < TENANTS; i++) {
      Random own = new Random(random.nextLong());
      work.add(tenants.submit(() -> ask(own)));
    }
    int kills = 0;
    try {
      while (answered.get() < requests || kills < LEAST_KILLS) {
        kills += killEachPart(random);
      }
    } finally {
      enough = true;
    }
    for (Future<?> one : work) {
      one.get(2, TimeUnit.MINUTES);
    }
    tenants.shutdown();

    Instant begin = Instant.now();
    await()
        .atMost(RECOVERY)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              assertThat(cloud.database().unfinishedCommands()).isEmpty();
              agreesWithWhatWasPromised();
            });
    assertThat(cloud.database().deadLetters()).isEqualTo(lettersBefore);
    Report.line(
        "%d kills during %d creates and %d deletes that were answered; settled %d s after the last",
        kills,
        created.size(),
        deletionPromised.size(),
        Duration.between(begin, Instant.now()).toSeconds());
  }

  /** Each in turn, in any order; they are back before the next goes. */
  private int killEachPart(Random random) throws InterruptedException {
    List<String> victims =
        new ArrayList<>(
            List.of(
                CloudUnderTest.DISPATCHER,
                CloudUnderTest.API,
                CloudUnderTest.BROKER,
                CloudUnderTest.DATABASE));
    Collections.shuffle(victims, random);
    for (String victim : victims) {
      TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
      cloud.kill(victim);
      TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_DEATH_MILLIS));
      cloud.start(victim);
    }
    return victims.size();
  }

  /** Creates and deletes, until enough was answered and killed. */
  private void ask(Random random) {
    Tenant tenant = new Tenant(cloud.api());
    List<Long> own = new ArrayList<>();
    while (!enough) {
      if (!own.isEmpty() && random.nextInt(5) < 2) {
        long server = own.remove(random.nextInt(own.size()));
        deletionAsked.add(server);
        if (tenant.delete(server)) {
          deletionPromised.add(server);
          answered.incrementAndGet();
        }
      } else {
        OptionalLong server = tenant.create("killed");
        server.ifPresent(
            id -> {
              own.add(id);
              created.add(id);
              answered.incrementAndGet();
            });
      }
      pause(random);
    }
  }

  private static void pause(Random random) {
    try {
      TimeUnit.MILLISECONDS.sleep(200 + random.nextInt(1_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void agreesWithWhatWasPromised() {
    List<String> instances = cloud.cluster().instances();
    Map<String, Long> creations = cloud.cluster().creations();
    assertThat(instances).doesNotHaveDuplicates();
    Map<Long, Map<String, Object>> servers = servers();
    assertThat(servers.keySet()).containsAll(created);
    Set<String> expected = new HashSet<>();
    servers.forEach(
        (id, server) -> {
          boolean gone = (Boolean) server.get("deleted");
          if (deletionPromised.contains(id)) {
            assertThat(gone).as("server %d was to be deleted: %s", id, server).isTrue();
          } else if (!deletionAsked.contains(id)) {
            assertThat(gone).as("nobody asked to delete server %d: %s", id, server).isFalse();
          }
          if (!gone) {
            assertThat(server.get("operating_state")).as("server %d", id).isEqualTo("STARTED");
            assertThat(server.get("pending_action")).as("server %d", id).isNull();
            expected.add("snf-" + id);
          }
          assertThat(creations.getOrDefault("snf-" + id, 0L))
              .as("creations of server %d", id)
              .isLessThanOrEqualTo(1);
        });
    assertThat(instances.stream().filter(name -> isOurs(name, servers)).toList())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private boolean isOurs(String instance, Map<Long, Map<String, Object>> servers) {
    long id = Long.parseLong(instance.substring("snf-".length()));
    return servers.containsKey(id)
        || cloud.database().number("select count(*) from servers where id = ?", id) == 0;
  }

  private Map<Long, Map<String, Object>> servers() {
    Map<Long, Map<String, Object>> servers = new ConcurrentHashMap<>();
    cloud
        .database()
        .rows(
            "select id, operating_state, pending_action, deleted from servers where name = 'killed'")
        .forEach(row -> servers.put(((Number) row.get("id")).longValue(), row));
    return servers;
  }
}
