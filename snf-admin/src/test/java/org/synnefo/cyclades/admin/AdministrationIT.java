package org.synnefo.cyclades.admin;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.synnefo.cyclades.admin.AdminProcess.Outcome;
import org.synnefo.cyclades.embedded.EmbeddedDatabase;
import org.synnefo.cyclades.model.account.TokenCheck;
import org.synnefo.cyclades.model.query.Queries;
import org.synnefo.cyclades.model.secret.RandomToken;

import static org.assertj.core.api.Assertions.assertThat;

/** What an operator looks at and sets while the services run. */
class AdministrationIT {

  private static final int USAGE = 2;
  private static final int NO_BROKER = 1;

  private static EmbeddedDatabase database;
  private static Rows rows;

  @TempDir static Path folder;

  @BeforeAll
  static void start() throws Exception {
    database = EmbeddedDatabase.temporary();
    rows = new Rows(database);
    assertThat(snfAdmin("load", "--migrate", "../deploy/fixtures/catalog.json").status()).isZero();
    rows.update(
        """
        insert into backends (name, endpoints, rapi_user, rapi_password, public_nic, private_nic,
          drained, offline, total_memory_mib, free_memory_mib, total_disk_gib, free_disk_gib,
          capacity_updated, created, updated)
        values ('one', 'http://127.0.0.1:1 http://127.0.0.1:2', 'u', 'hidden', '{}', '{}', false,
            false, 8192, 2048, 100, 80, now(), now(), now()),
          ('two', 'http://127.0.0.1:3', 'u', 'hidden', '{}', '{}', true, true, 0, 0, 0, 0, null,
            now(), now())
        """);
    rows.update(
        "insert into users (name, email, type, state, created, updated)"
            + " values ('owner', 'owner@example.com', 'USER', 'ACTIVE', now(), now())");
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private static Outcome snfAdmin(String... arguments) throws Exception {
    return AdminProcess.run(folder, database, NO_BROKER, List.of(arguments));
  }

  private static String server() throws Exception {
    return rows.query(
        """
        insert into servers (name, user_id, image_id, flavor_id, backend_id, operating_state,
          build_percentage, suspended, deleted, created, updated)
        select 's', (select id from users limit 1), (select id from images limit 1),
          (select id from flavors limit 1), (select id from backends where name = 'one'),
          'STARTED', 100, false, false, now(), now() returning id
        """);
  }

  @Test
  void backendsAreListedWithTheirRoomAndWithoutTheirPassword() throws Exception {
    String server = server();

    Outcome list = snfAdmin("backend", "list");

    assertThat(list.status()).as(list.errors()).isZero();
    assertThat(list.output().lines())
        .hasSize(2)
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("one\thttp://127.0.0.1:1 http://127.0.0.1:2\ttakes servers\tonline")
                    .contains("\t2048 of 8192 MiB, 80 of 100 GiB free at ")
                    .doesNotContain("\t0 servers"))
        .contains("two\thttp://127.0.0.1:3\tdrained\toffline\t0 servers\tnever measured");
    assertThat(list.output()).doesNotContain("hidden");
    rows.update("delete from servers where id = " + server);
  }

  @Test
  void aBackendIsDrainedAndSetOfflineEachByItself() throws Exception {
    String flags = "select drained || ' ' || offline from backends where name = 'one'";

    Outcome drained = snfAdmin("backend", "set", "one", "--drained=true");
    String afterDraining = rows.query(flags);
    snfAdmin("backend", "set", "one", "--offline=true");
    String afterOffline = rows.query(flags);
    snfAdmin("backend", "set", "one", "--drained=false", "--offline=false");

    assertThat(drained.status()).as(drained.errors()).isZero();
    assertThat(drained.output()).contains("\tdrained\tonline\t");
    assertThat(afterDraining).isEqualTo("true false");
    assertThat(afterOffline).isEqualTo("true true");
    assertThat(rows.query(flags)).isEqualTo("false false");
  }

  @Test
  void anotherClusterAndLossesAreAcceptedOnlyWhereTheyWereFound() throws Exception {
    Outcome early = snfAdmin("backend", "accept", "one");
    Outcome earlyLosses = snfAdmin("backend", "accept", "one", "--losses");
    rows.update(
        "update backends set cluster_uuid = 'old', cluster_name = 'c', other_cluster_uuid = 'new',"
            + " other_cluster_name = 'd', suspect_missing = 7, suspect_unknown = 2"
            + " where name = 'one'");

    Outcome cluster = snfAdmin("backend", "accept", "one");
    Outcome losses = snfAdmin("backend", "accept", "one", "--losses");

    assertThat(early.status()).isEqualTo(1);
    assertThat(early.errors()).contains("no other cluster answers");
    assertThat(earlyLosses.errors()).contains("the last look at 'one' was believed");
    assertThat(cluster.status()).isZero();
    assertThat(losses.status()).isZero();
    assertThat(
            rows.query(
                "select cluster_uuid || cluster_name || coalesce(other_cluster_uuid, '-')"
                    + " || accepted_missing || accepted_unknown"
                    + " || coalesce(suspect_missing, 0) from backends where name = 'one'"))
        .isEqualTo("newd-720");
    assertThat(snfAdmin("backend", "accept", "three").errors())
        .contains("backend 'three' does not exist");
  }

  @Test
  void aChangeOfNoBackendOrOfNothingIsRefused() throws Exception {
    Outcome nobody = snfAdmin("backend", "set", "three", "--drained=true");
    Outcome nothing = snfAdmin("backend", "set", "one");

    assertThat(nobody.status()).isEqualTo(USAGE);
    assertThat(nobody.errors()).contains("backend 'three' does not exist");
    assertThat(nothing.status()).isEqualTo(USAGE);
    assertThat(nothing.errors()).contains("--drained");
  }

  @Test
  void nobodyIsLetInWhoIsNotActive() throws Exception {
    String id = snfAdmin("user", "create", "--name", "A", "--email", "a@example.com").output();
    String token = snfAdmin("token", "issue", "--email", "a@example.com").output().strip();
    boolean before = isLetIn(token);

    Outcome suspended = snfAdmin("user", "set", "a@example.com", "--state", "SUSPENDED");
    boolean whileSuspended = isLetIn(token);
    snfAdmin("user", "set", id.strip(), "--state", "ACTIVE");
    boolean afterwards = isLetIn(token);
    snfAdmin("user", "set", id.strip(), "--state", "DELETED");

    assertThat(before).isTrue();
    assertThat(suspended.status()).as(suspended.errors()).isZero();
    assertThat(suspended.output()).contains("a@example.com\tA\tUSER\tSUSPENDED\t");
    assertThat(whileSuspended).isFalse();
    assertThat(afterwards).isTrue();
    assertThat(isLetIn(token)).isFalse();
  }

  @Test
  void limitsAreSetAndGivenBackToTheDeployment() throws Exception {
    snfAdmin("user", "create", "--name", "B", "--email", "b@example.com");

    Outcome set =
        snfAdmin(
            "user",
            "set",
            "b@example.com",
            "--max-servers=7",
            "--max-vcpus=8",
            "--max-memory-mib=9",
            "--max-disk-gib=10",
            "--max-networks=0");
    snfAdmin("user", "set", "b@example.com", "--max-vcpus=default");
    Outcome list = snfAdmin("user", "list");
    Outcome wrong = snfAdmin("user", "set", "b@example.com", "--max-servers=-1");
    Outcome excessive = snfAdmin("user", "set", "b@example.com", "--max-servers=3000000000");

    assertThat(set.status()).as(set.errors()).isZero();
    assertThat(set.output())
        .contains("USER\tACTIVE\t7 servers, 8 vcpus, 9 MiB, 10 GiB, 0 networks");
    assertThat(list.output())
        .contains("b@example.com\tB\tUSER\tACTIVE\t7 servers, default vcpus, 9 MiB, 10 GiB, 0");
    assertThat(wrong.status()).isEqualTo(USAGE);
    assertThat(wrong.errors())
        .contains("'--max-servers'", "'-1' is neither a whole number of at most nine digits nor");
    assertThat(excessive.status()).isEqualTo(USAGE);
  }

  @Test
  void aTokenIsListedWithoutItsSecretAndLetsNobodyInOnceItIsRevoked() throws Exception {
    snfAdmin("user", "create", "--name", "C", "--email", "c@example.com");
    String kept = snfAdmin("token", "issue", "--email", "c@example.com").output().strip();
    String token =
        snfAdmin(
                "token",
                "issue",
                "--email",
                "c@example.com",
                "--description",
                "lost",
                "--read-only")
            .output()
            .strip();
    boolean before = isLetIn(token);
    String id = rows.query("select id from tokens where description = 'lost'");

    Outcome revoked = snfAdmin("token", "revoke", id);
    Outcome list = snfAdmin("token", "list", "c@example.com");

    assertThat(before).isTrue();
    assertThat(revoked.status()).as(revoked.errors()).isZero();
    assertThat(isLetIn(token)).isFalse();
    assertThat(isLetIn(kept)).isTrue();
    assertThat(list.output().lines())
        .satisfiesExactly(
            line -> assertThat(line).endsWith("\tlive\tread-write\tissued by snf-admin"),
            line -> assertThat(line).startsWith(id).endsWith("\texpired\tread-only\tlost"));
    assertThat(list.output())
        .doesNotContain(token, kept, RandomToken.hash(token), RandomToken.hash(kept));
  }

  @Test
  void whoIsNotThereIsNamed() throws Exception {
    Outcome user = snfAdmin("user", "set", "nobody@example.com", "--state", "SUSPENDED");
    Outcome tokens = snfAdmin("token", "list", "999999");
    Outcome token = snfAdmin("token", "revoke", "999999");

    assertThat(List.of(user.status(), tokens.status(), token.status())).containsOnly(USAGE);
    assertThat(user.errors()).contains("user 'nobody@example.com' does not exist");
    assertThat(tokens.errors()).contains("user '999999' does not exist");
    assertThat(token.errors()).contains("token 999999 does not exist");
  }

  @Test
  void aServerIsSuspendedAndResumedAndNothingIsAskedOfGaneti() throws Exception {
    String server = server();
    String other = server();
    String state = "select suspended || ' ' || operating_state from servers where id = ";

    Outcome suspended = snfAdmin("server", "suspend", server);
    String whileSuspended = rows.query(state + server);
    String ofTheOther = rows.query(state + other);
    Outcome resumed = snfAdmin("server", "resume", server);

    assertThat(suspended.status()).as(suspended.errors()).isZero();
    assertThat(suspended.output()).isEqualToIgnoringNewLines(server + " suspended");
    assertThat(whileSuspended).isEqualTo("true STARTED");
    assertThat(ofTheOther).isEqualTo("false STARTED");
    assertThat(resumed.output()).isEqualToIgnoringNewLines(server + " resumed");
    assertThat(rows.query(state + server)).isEqualTo("false STARTED");
    assertThat(rows.query("select id from commands")).isNull();
  }

  @Test
  void aServerThatIsNotThereOrIsDeletedIsNotSuspended() throws Exception {
    String server = server();
    rows.update("update servers set deleted = true where id = " + server);

    Outcome deleted = snfAdmin("server", "suspend", server);
    Outcome none = snfAdmin("server", "suspend", "999999");

    assertThat(List.of(deleted.status(), none.status())).containsOnly(USAGE);
    assertThat(deleted.errors()).contains("server %s is deleted".formatted(server));
    assertThat(none.errors()).contains("server 999999 does not exist");
    assertThat(rows.query("select suspended from servers where id = " + server)).isEqualTo("f");
  }

  /** As the API finds out, for every request. */
  private static boolean isLetIn(String token) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.jdbcUrl());
    source.setUser(database.user());
    source.setPassword(database.password());
    return new TokenCheck(new Queries(source)).authenticate(token, Instant.now()).isPresent();
  }
}
