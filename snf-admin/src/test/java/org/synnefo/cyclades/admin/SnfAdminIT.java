package org.synnefo.cyclades.admin;

import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synnefo.cyclades.admin.AdminProcess.Outcome;
import org.synnefo.cyclades.embedded.EmbeddedDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands, each as an operator runs it, on one database. */
class SnfAdminIT {

  private static final String CATALOG = "../deploy/fixtures/catalog.json";
  private static final int USAGE = 2;
  private static final int NO_BROKER = 1;

  private static EmbeddedDatabase database;

  @TempDir Path folder;

  @BeforeAll
  static void startTheDatabase() {
    database = EmbeddedDatabase.temporary();
  }

  @AfterAll
  static void stopTheDatabase() {
    database.close();
  }

  @Test
  void migrationDoesNothingTheSecondTime() throws Exception {
    assertThat(snfAdmin("migrate").status()).isZero();

    Outcome second = snfAdmin("migrate");

    assertThat(second.status()).isZero();
    assertThat(second.output()).contains("0 changes made");
  }

  @Test
  void aMigrationThatWasKilledDoesNotKeepTheNextOneWaiting() throws Exception {
    try (EmbeddedDatabase empty = EmbeddedDatabase.temporary()) {
      Rows rows = new Rows(empty);
      rows.update(
          "create table databasechangeloglock (id integer primary key, locked boolean not null,"
              + " lockgranted timestamp, lockedby varchar(255))");
      rows.update("insert into databasechangeloglock values (1, true, now(), 'gone')");

      Outcome migration = AdminProcess.run(folder, empty, NO_BROKER, List.of("migrate"));

      assertThat(migration.status()).as(migration.errors()).isZero();
      assertThat(migration.output()).contains(" changes made").doesNotContain("0 changes");
      assertThat(migration.errors()).isEmpty();
    }
  }

  @Test
  void ofTwoMigrationsAtOnceOneWaitsForTheOther() throws Exception {
    try (EmbeddedDatabase empty = EmbeddedDatabase.temporary()) {
      Map<String, String> environment = AdminProcess.environment(empty, NO_BROKER);

      List<Process> both =
          List.of(
              AdminProcess.start(environment, List.of("migrate"), Redirect.PIPE, Redirect.PIPE),
              AdminProcess.start(environment, List.of("migrate"), Redirect.PIPE, Redirect.PIPE));

      List<String> outputs = new ArrayList<>();
      for (Process process : both) {
        outputs.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertThat(process.waitFor()).as("%s", process.errorReader().lines().toList()).isZero();
      }
      assertThat(outputs).containsOnlyOnce("0 changes made\n");
    }
  }

  @Test
  void aCommandOfACommandExplainsItself() throws Exception {
    Outcome help = snfAdmin("dead-letter", "replay", "--help");

    assertThat(help.status()).as(help.errors()).isZero();
    assertThat(help.output()).contains("Usage: snf-admin dead-letter replay");
  }

  @Test
  void fixturesMayBeLoadedAgain() throws Exception {
    String backend = backend("\"password\": \"rapi-password-of-the-test\"");

    Outcome first = snfAdmin("load", "--migrate", CATALOG, backend);
    Outcome again = snfAdmin("load", CATALOG, backend);

    assertThat(first.status()).as(first.errors()).isZero();
    assertThat(again.status()).as(again.errors()).isZero();
    assertThat(again.output())
        .contains("loaded 0 backends, 4 flavors, 3 images, 0 users")
        .contains("loaded 1 backends, 0 flavors, 0 images, 0 users");
    assertThat(first.output() + first.errors()).doesNotContain("rapi-password-of-the-test");
  }

  @Test
  void aBackendWithoutPasswordIsNamed() throws Exception {
    Outcome result =
        snfAdmin(
            "load", "--migrate", backend("\"passwordVariable\": \"A_VARIABLE_THAT_IS_NOT_SET\""));

    assertThat(result.status()).isEqualTo(USAGE);
    assertThat(result.errors())
        .isEqualToIgnoringNewLines(
            "snf-admin: backend 'test' takes its password from the environment:"
                + " set A_VARIABLE_THAT_IS_NOT_SET");
  }

  @Test
  void aBackendWithoutNicsIsNamed() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("wrong.json"),
            """
            {"backends": [{"name": "test", "endpoints": ["http://127.0.0.1:1"], "user": "u"}]}
            """);

    Outcome result = snfAdmin("load", "--migrate", file.toString());

    assertThat(result.status()).isEqualTo(USAGE);
    assertThat(result.errors()).contains("backends[0]: needs publicNic");
  }

  @Test
  void aFixtureThatIsNoneIsNamedAndNothingIsLoaded() throws Exception {
    Path file = Files.writeString(folder.resolve("wrong.yaml"), "flavors:\n  - vcpus: 1\n");

    Outcome result = snfAdmin("load", "--migrate", CATALOG, file.toString());

    assertThat(result.status()).isEqualTo(USAGE);
    assertThat(result.errors()).contains(file.toString()).contains("vcpus");
    assertThat(result.output()).doesNotContain("loaded");
  }

  @Test
  void aTokenIsIssuedToAUserAndPrintedOnce() throws Exception {
    snfAdmin("migrate");
    Outcome user = create("issue@example.com");

    Outcome token = snfAdmin("token", "issue", "--email", "issue@example.com", "--days", "1");

    assertThat(user.output().strip()).matches("[0-9]+");
    assertThat(token.status()).as(token.errors()).isZero();
    assertThat(token.output().strip()).matches("[A-Za-z0-9_-]{43}");
  }

  @Test
  void anAddressIsTakenOnce() throws Exception {
    snfAdmin("migrate");
    assertThat(create("twice@example.com").status()).isZero();

    Outcome second = create("twice@example.com");

    assertThat(second.status()).as(second.errors()).isEqualTo(USAGE);
    assertThat(second.errors())
        .contains("a user with the e-mail address 'twice@example.com' already exists");
  }

  @Test
  void aTokenForNobodyOrForNoTimeIsRefused() throws Exception {
    snfAdmin("migrate");

    Outcome nobody = snfAdmin("token", "issue", "--email", "nobody@example.com");
    Outcome noTime = snfAdmin("token", "issue", "--email", "nobody@example.com", "--days", "0");

    assertThat(nobody.status()).isEqualTo(USAGE);
    assertThat(nobody.errors()).contains("user 'nobody@example.com' does not exist");
    assertThat(noTime.status()).isEqualTo(USAGE);
    assertThat(noTime.errors()).contains("--days must be from 1 to 36500, not 0");
  }

  private Outcome create(String email) throws Exception {
    return snfAdmin("user", "create", "--name", "Somebody", "--email", email);
  }

  private String backend(String password) throws Exception {
    return Files.writeString(
            folder.resolve("backend.json"),
            """
            {"backends": [{"name": "test", "endpoints": ["http://127.0.0.1:1"], "user": "u", %s,
              "publicNic": {"ip": "pool", "network": "snf-public"}, "privateNic": {"mode": "bridged"}}]}
            """
                .formatted(password))
        .toString();
  }

  private Outcome snfAdmin(String... arguments) throws Exception {
    return AdminProcess.run(folder, database, NO_BROKER, List.of(arguments));
  }
}
