package org.synnefo.cyclades.model.console;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.synnefo.cyclades.embedded.EmbeddedDatabase;
import org.synnefo.cyclades.model.secret.DeploymentKey;
import org.synnefo.cyclades.model.secret.RandomToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConsoleGrantStoreTest {

  private static final Duration LIFETIME = Duration.ofMinutes(1);
  private static final String NOWHERE = "jdbc:postgresql://127.0.0.1:1/postgres";

  private static EmbeddedDatabase database;
  private static PGSimpleDataSource dataSource;
  private static DeploymentKey key;
  private static ConsoleGrantStore grants;

  @BeforeAll
  static void migrate() throws Exception {
    database = EmbeddedDatabase.temporary();
    dataSource = source(database.jdbcUrl());
    try (Connection connection = dataSource.getConnection();
        Liquibase liquibase =
            new Liquibase(
                "db/changelog/master.yaml",
                new ClassLoaderResourceAccessor(),
                new JdbcConnection(connection))) {
      liquibase.update(new Contexts(), new LabelExpression());
    }
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into users (name, email, type, state, created, updated)
            values ('u', 'u@example.com', 'USER', 'ACTIVE', now(), now());
          insert into flavors (cpu, ram_mib, disk_gib, disk_template, deleted, created, updated)
            values (1, 512, 1, 'file', false, now(), now());
          insert into images (uuid, name, public, state, location, disk_format, deleted, created, updated)
            values (gen_random_uuid(), 'i', true, 'ACTIVE', 'i', 'diskdump', false, now(), now());
          insert into servers (name, user_id, image_id, flavor_id, operating_state, build_percentage, suspended,
                               deleted, created, updated)
            values ('s', 1, 1, 1, 'STARTED', 100, false, false, now(), now());
          """);
    }
    key = DeploymentKey.parse(DeploymentKey.generate());
    grants = new ConsoleGrantStore(dataSource, key);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void aGrantIsLiveUntilItIsUsed() {
    IssuedConsoleGrant issued = grants.issue(1, 1, "node1", 11000, LIFETIME);

    ConsoleGrant used = use(issued).orElseThrow();

    assertThat(used).isEqualTo(new ConsoleGrant(used.id(), 1, 1, "node1", 11000));
    assertThat(use(issued)).isEmpty();
    assertThat(grants.consumeByToken(issued.token(), "192.0.2.7")).isEmpty();
  }

  @Test
  void usingTheTokenInvalidatesThePassword() {
    IssuedConsoleGrant issued = grants.issue(1, 1, "node1", 11000, LIFETIME);

    assertThat(grants.consumeByToken(issued.token(), "192.0.2.7")).isPresent();
    assertThat(use(issued)).isEmpty();
    assertThat(grants.consumeByToken("unknown", "192.0.2.7")).isEmpty();
  }

  @Test
  void anExpiredGrantIsNotLive() {
    IssuedConsoleGrant issued = grants.issue(1, 1, "node1", 11000, Duration.ofSeconds(-1));

    assertThat(use(issued)).isEmpty();
    assertThat(grants.consumeByToken(issued.token(), "192.0.2.7")).isEmpty();
  }

  @Test
  void aGrantUsedByAnotherProcessIsNotUsedAgain() {
    IssuedConsoleGrant issued = grants.issue(1, 1, "node1", 11000, LIFETIME);
    ConsoleGrantStore replica = new ConsoleGrantStore(dataSource, key);
    assertThat(replica.consumeByPassword(password -> false, "192.0.2.7")).as("a look").isEmpty();

    assertThat(use(issued)).isPresent();

    assertThat(replica.consumeByPassword(issued.password()::equals, "192.0.2.7")).isEmpty();
  }

  @Test
  void aGrantIssuedAfterTheLastReadIsFound() {
    ConsoleGrantStore replica = new ConsoleGrantStore(dataSource, key);
    grants.issue(1, 1, "node1", 11000, LIFETIME);
    assertThat(replica.consumeByPassword(password -> false, "192.0.2.7")).as("a look").isEmpty();

    IssuedConsoleGrant issued = grants.issue(1, 1, "node1", 11000, LIFETIME);

    assertThat(replica.consumeByPassword(issued.password()::equals, "192.0.2.7")).isPresent();
  }

  @Test
  void aGrantSurvivesADatabaseOutage() {
    PGSimpleDataSource sometimesAway = source(database.jdbcUrl());
    ConsoleGrantStore replica = new ConsoleGrantStore(sometimesAway, key);
    IssuedConsoleGrant issued = grants.issue(1, 1, "node1", 11000, LIFETIME);
    assertThat(replica.consumeByPassword(password -> false, "192.0.2.7")).as("a look").isEmpty();
    sometimesAway.setUrl(NOWHERE);
    assertThatThrownBy(() -> replica.consumeByPassword(issued.password()::equals, "192.0.2.7"))
        .isInstanceOf(ConsoleGrantsUnavailableException.class);

    sometimesAway.setUrl(database.jdbcUrl());

    assertThat(replica.consumeByPassword(issued.password()::equals, "192.0.2.7")).isPresent();
  }

  @Test
  void exactlyOneOfManyConcurrentUsesSucceeds() throws Exception {
    ExecutorService viewers = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 50; round++) {
        IssuedConsoleGrant issued = grants.issue(1, 1, "node1", 11000, LIFETIME);
        List<Callable<Optional<ConsoleGrant>>> attempts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          attempts.add(() -> use(issued));
          attempts.add(() -> grants.consumeByToken(issued.token(), "192.0.2.2"));
        }
        int winners = 0;
        for (Future<Optional<ConsoleGrant>> attempt : viewers.invokeAll(attempts)) {
          winners += attempt.get().isPresent() ? 1 : 0;
        }
        assertThat(winners).isOne();
      }
    } finally {
      viewers.shutdownNow();
    }
  }

  @Test
  void expiredGrantsAreDeletedAfterADay() throws Exception {
    IssuedConsoleGrant old = grants.issue(1, 1, "old", 11000, Duration.ofHours(-25));
    IssuedConsoleGrant expired = grants.issue(1, 1, "expired", 11000, Duration.ofHours(-23));

    grants.deleteExpired();

    assertThat(isKept(old)).isFalse();
    assertThat(isKept(expired)).isTrue();
  }

  private static boolean isKept(IssuedConsoleGrant issued) throws Exception {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select from console_grants where token_hash = ?")) {
      select.setString(1, RandomToken.hash(issued.token()));
      return select.executeQuery().next();
    }
  }

  @Test
  void secretsAreNotStoredInClearText() throws Exception {
    IssuedConsoleGrant issued = grants.issue(1, 1, "node1", 11000, LIFETIME);

    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("select string_agg(g::text, ' ') from console_grants g")) {
      row.next();
      assertThat(row.getString(1)).doesNotContain(issued.password()).doesNotContain(issued.token());
    }
    assertThat(issued.toString()).doesNotContain(issued.password()).doesNotContain(issued.token());
  }

  @Test
  void aDatabaseOutageIsReported() {
    ConsoleGrantStore unreachable = new ConsoleGrantStore(source(NOWHERE), key);

    assertThatThrownBy(() -> unreachable.consumeByPassword(password -> true, "192.0.2.7"))
        .isInstanceOf(ConsoleGrantsUnavailableException.class);
  }

  private static PGSimpleDataSource source(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(database.user());
    source.setPassword(database.password());
    return source;
  }

  private static Optional<ConsoleGrant> use(IssuedConsoleGrant issued) {
    return grants.consumeByPassword(issued.password()::equals, "192.0.2.7");
  }
}
