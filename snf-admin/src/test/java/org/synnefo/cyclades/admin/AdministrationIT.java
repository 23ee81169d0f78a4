package org.synnefo.cyclades.admin;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synnefo.cyclades.admin.AdminProcess.Outcome;
import org.synnefo.cyclades.embedded.EmbeddedDatabase;

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
    assertThat(afterDraining).isEqualTo("true false");
    assertThat(afterOffline).isEqualTo("true true");
    assertThat(rows.query(flags)).isEqualTo("false false");
  }

  @Test
  void aChangeOfNoBackendOrOfNothingIsRefused() throws Exception {
    Outcome nobody = snfAdmin("backend", "set", "three", "--drained=true");
    Outcome nothing = snfAdmin("backend", "set", "one");

    assertThat(nobody.status()).isEqualTo(USAGE);
    assertThat(nobody.errors()).contains("there is no backend 'three'.");
    assertThat(nothing.status()).isEqualTo(USAGE);
    assertThat(nothing.errors()).contains("--drained");
  }
}
