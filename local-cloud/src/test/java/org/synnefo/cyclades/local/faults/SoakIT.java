package org.synnefo.cyclades.local.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A steady load for long, beside a cluster that is slow and one that is dead. */
@FaultTest
class SoakIT {

  private static final Duration ALONE = Duration.ofSeconds(Scale.of(12, 120));
  private static final Duration BESIDE_TROUBLE = Duration.ofSeconds(Scale.of(20, 600));
  private static final Duration BUILD = Duration.ofMinutes(3);
  private static final int SLOW_MILLIS = 3_000;
  private static final int SERVERS_EACH = 4;
  private static final int KEPT = 5;
  private static final double MEDIAN = 0.5;
  private static final double NEARLY_ALL = 0.95;

  private final CloudUnderTest cloud;
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(3);
  private final List<ScheduledFuture<?>> load = new ArrayList<>();
  private Backend slow;
  private Backend dead;
  private Tenant tenant;

  SoakIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void clusters() {
    tenant = new Tenant(cloud.api());
    slow = backend("slow");
    dead = backend("dead");
  }

  @AfterEach
  void noMoreTrouble() {
    clock.shutdownNow();
    slow.forget();
    dead.forget();
    cloud.kill("slow");
    cloud.kill("dead");
    cloud.database().change("delete from dead_letters");
  }

  @Test
  void nothingGrowsAndTheHealthyClusterIsAsQuickAsAlone() throws Exception {
    List<Long> onSlow = serversOn(slow);
    List<Long> onDead = serversOn(dead);
    createAndDelete();
    TimeUnit.MILLISECONDS.sleep(ALONE.toMillis());
    List<Double> alone = latencies(ALONE);

    slow.slow(SLOW_MILLIS, (int) BESIDE_TROUBLE.plus(BUILD).toSeconds());
    cloud.kill("dead");
    rebootInTurn(onSlow);
    rebootInTurn(onDead);
    List<Footprint> dispatcher = new ArrayList<>();
    List<Footprint> api = new ArrayList<>();
    Instant end = Instant.now().plus(BESIDE_TROUBLE);
    while (Instant.now().isBefore(end)) {
      TimeUnit.SECONDS.sleep(2);
      dispatcher.add(Footprint.of(cloud.handle(CloudUnderTest.DISPATCHER)));
      api.add(Footprint.of(cloud.handle(CloudUnderTest.API)));
      assertThat(cloud.isReady(CloudUnderTest.DISPATCHER)).isTrue();
    }
    List<Double> beside = latencies(BESIDE_TROUBLE);
    load.forEach(one -> assertThat(one.isDone()).as("the load goes on").isFalse());

    Report.line(
        "create to ACTIVE, alone: %d, median %.2f s, p95 %.2f s; beside trouble: %d, median %.2f s,"
            + " p95 %.2f s",
        alone.size(),
        at(alone, MEDIAN),
        at(alone, NEARLY_ALL),
        beside.size(),
        at(beside, MEDIAN),
        at(beside, NEARLY_ALL));
    Report.line("dispatcher: %s", thirds(dispatcher));
    Report.line("API: %s", thirds(api));
    assertThat(at(beside, MEDIAN)).isLessThan(at(alone, MEDIAN) * 1.5 + 1);
    assertThat(at(beside, NEARLY_ALL)).isLessThan(at(alone, NEARLY_ALL) * 1.5 + 3);
    assertFlat(dispatcher);
    assertFlat(api);
  }

  private Backend backend(String name) {
    Cluster cluster = cloud.anotherCluster(name);
    return new Backend(cloud.database(), name, cluster.url(), cluster);
  }

  private List<Long> serversOn(Backend backend) {
    backend.takesNewServers(true);
    List<Long> servers = new ArrayList<>();
    for (int i = 0; i < SERVERS_EACH; i++) {
      servers.add(tenant.create("soak").orElseThrow());
    }
    await()
        .atMost(BUILD)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () ->
                assertThat(servers.stream().map(tenant::status).distinct())
                    .containsExactly("ACTIVE"));
    backend.takesNewServers(false);
    assertThat(backend.cluster().instances()).hasSize(SERVERS_EACH);
    return servers;
  }

  /** On the healthy cluster, a server a second; the oldest goes when there are enough. */
  private void createAndDelete() {
    Deque<Long> servers = new ArrayDeque<>();
    load.add(
        clock.scheduleAtFixedRate(
            () -> {
              tenant.create("healthy").ifPresent(servers::add);
              if (servers.size() > KEPT) {
                assertThat(tenant.delete(servers.remove())).isTrue();
              }
            },
            0,
            1,
            TimeUnit.SECONDS));
  }

  /** Two a second are asked of each troubled cluster, whether it does them or not. */
  private void rebootInTurn(List<Long> servers) {
    Deque<Long> turn = new ArrayDeque<>(servers);
    load.add(
        clock.scheduleAtFixedRate(
            () -> {
              turn.add(turn.remove());
              var unused =
                  cloud
                      .api()
                      .post(
                          "/servers/%d/action".formatted(turn.peek()),
                          Map.of("reboot", Map.of("type", "HARD")));
            },
            0,
            500,
            TimeUnit.MILLISECONDS));
  }

  /** Seconds from the request to ACTIVE, of the creations on the healthy cluster, sorted. */
  private List<Double> latencies(Duration past) {
    List<Object> seconds =
        cloud
            .database()
            .column(
                """
                select extract(epoch from coalesce(finished_at, now()) - commands.created)::float8
                from commands join servers on servers.id = server_id
                where verb = 'CREATE' and name = 'healthy'
                  and commands.created between now() - make_interval(secs => ?)
                    and now() - interval '5 seconds'
                order by 1
                """,
                (double) past.toSeconds());
    return seconds.stream().map(Double.class::cast).toList();
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.get((int) (share * (sorted.size() - 1)));
  }

  private static List<Footprint> third(List<Footprint> all, int which) {
    return all.subList(all.size() * which / 3, all.size() * (which + 1) / 3);
  }

  private static double megabytes(List<Footprint> footprints) {
    return footprints.stream().mapToLong(Footprint::megabytes).average().orElseThrow();
  }

  private static double sockets(List<Footprint> footprints) {
    return footprints.stream().mapToLong(Footprint::sockets).average().orElseThrow();
  }

  private static String thirds(List<Footprint> all) {
    return "%.0f, %.0f, %.0f MB; %.1f, %.1f, %.1f sockets in the thirds of the time"
        .formatted(
            megabytes(third(all, 0)),
            megabytes(third(all, 1)),
            megabytes(third(all, 2)),
            sockets(third(all, 0)),
            sockets(third(all, 1)),
            sockets(third(all, 2)));
  }

  /** What it holds at the end is what it held in the middle. */
  private static void assertFlat(List<Footprint> all) {
    assertThat(megabytes(third(all, 2))).isLessThan(megabytes(third(all, 1)) * 1.1 + 5);
    assertThat(sockets(third(all, 2))).isLessThan(sockets(third(all, 1)) + 5);
  }
}
