package org.synnefo.cyclades.admin;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.synnefo.cyclades.admin.AdminProcess.Outcome;
import org.synnefo.cyclades.embedded.EmbeddedBroker;
import org.synnefo.cyclades.embedded.EmbeddedDatabase;
import org.synnefo.cyclades.model.secret.DeploymentKey;

import static org.assertj.core.api.Assertions.assertThat;

/** What somebody does wrong who has never used {@code snf-admin}, and what is told of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MistakesIT {

  private static final int FAILED = 1;
  private static final int MISTAKEN = 2;
  private static final int BROKEN_PIPE = 141;
  private static final int INTERRUPTED = 130;

  private static final String URL = "QUARKUS_DATASOURCE_JDBC_URL";
  private static final String USER = "QUARKUS_DATASOURCE_USERNAME";
  private static final String PASSWORD = "QUARKUS_DATASOURCE_PASSWORD";
  private static final String KEY = "CYCLADES_DEPLOYMENT_KEY";

  @TempDir static Path folder;

  private EmbeddedDatabase database;
  private EmbeddedBroker broker;
  private Rows rows;

  /** Takes connections, and never says a word. */
  private ServerSocket silent;

  private Map<String, String> usual;

  @BeforeAll
  void start() throws Exception {
    silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    database = EmbeddedDatabase.withSuperuser();
    broker = EmbeddedBroker.temporary();
    rows = new Rows(database);
    usual = AdminProcess.environment(database, broker.port());
    assertThat(run(Map.of(), "migrate").status()).isZero();
    rows.update("create role owner superuser login password 'Secret-1'");
    rows.update("create role nobody login password 'Secret-1'");
    rows.update("create role reader superuser login password 'Secret-1'");
    rows.update("alter role reader set default_transaction_read_only = on");
    rows.update("create database empty");
    rows.update("create database older template cyclades");
    rows.update("create database newer template cyclades");
    in("older", "delete from databasechangelog where id = 'reconciliation-reports'");
    in(
        "newer",
        "insert into databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype)"
            + " values ('from-the-future', 'cyclades', 'f', now(), 99, 'EXECUTED')");
    rows.update(
        "insert into dead_letters (queue, exchange, routing_key, body, headers, reason, attempts,"
            + " first_time, last_time) values ('q', 'e', 'k', ''::bytea, '{}', 'r', 1, now(), now())");
    usual.put(USER, "owner");
    usual.put(PASSWORD, "Secret-1");
    assertThat(run(Map.of(), "user", "create", "--name", "A", "--email", "a@example.com").errors())
        .isEmpty();
  }

  private void in(String name, String sql) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(url(name), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private String url(String name) {
    return database.jdbcUrl().replaceFirst("/[^/]*$", "/" + name);
  }

  @AfterAll
  void stop() throws Exception {
    broker.close();
    database.close();
    silent.close();
  }

  private Outcome run(Map<String, String> changes, String... arguments) throws Exception {
    Map<String, String> environment = new HashMap<>(usual);
    environment.putAll(changes);
    environment.values().removeIf(String::isEmpty);
    return AdminProcess.run(folder, environment, List.of(arguments));
  }

  /**
   * A command line that is wrong in some environment.
   *
   * @param environment what differs from the usual one; an empty value: it is not set
   * @param line the end or a part of the only line that is told
   */
  private record Mistake(
      Map<String, String> environment, List<String> arguments, int status, String line) {

    static Mistake of(int status, String line, String... arguments) {
      return new Mistake(Map.of(), List.of(arguments), status, line);
    }

    Mistake with(String variable, String value) {
      Map<String, String> changed = new HashMap<>(environment);
      changed.put(variable, value);
      return new Mistake(changed, arguments, status, line);
    }

    @Override
    public String toString() {
      return String.join(" ", arguments) + " " + environment + " → " + line;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"commandLines", "settings", "databases", "fixtures", "brokers"})
  void aMistakeGetsOneLine(Mistake mistake) throws Exception {
    Outcome outcome = run(mistake.environment(), mistake.arguments().toArray(new String[0]));

    assertThat(outcome.errors().lines()).hasSize(1);
    assertThat(outcome.errors())
        .startsWith("snf-admin: ")
        .contains(mistake.line())
        .doesNotContain("Exception", "org.", "java.", "SQLSTATE", "Secret-1");
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.status()).isEqualTo(mistake.status());
  }

  /** What is misspelt has no effect, which is told; the command goes on. */
  @Test
  void anUnknownSettingIsNamedWithTheOneThatIsMeant() throws Exception {
    Outcome outcome = run(Map.of("CYCLADES_DEPLOYMENT_KEYY", "x"), "user", "list");

    assertThat(outcome.errors().lines())
        .containsExactly(
            "snf-admin: warning: The environment variable CYCLADES_DEPLOYMENT_KEYY is not a setting"
                + " and has no effect: did you mean CYCLADES_DEPLOYMENT_KEY?");
    assertThat(outcome.output()).contains("a@example.com");
    assertThat(outcome.status()).isZero();
  }

  private Stream<Mistake> commandLines() {
    return Stream.of(
        Mistake.of(MISTAKEN, "which command? One of migrate, load, backend"),
        Mistake.of(MISTAKEN, "which command? One of create, list, set", "user"),
        Mistake.of(MISTAKEN, "unknown command 'usr'; did you mean 'user'?", "usr", "list"),
        Mistake.of(MISTAKEN, "unknown command 'lst'; did you mean 'list'?", "user", "lst"),
        Mistake.of(
            MISTAKEN,
            "unknown option '--nam'; did you mean '--name'? (see snf-admin user create --help)",
            "user",
            "create",
            "--nam",
            "B",
            "--email",
            "b@example.com"),
        Mistake.of(MISTAKEN, "unknown option '--verbose'", "--verbose", "user", "list"),
        Mistake.of(MISTAKEN, "unknown argument 'now'", "migrate", "now"),
        Mistake.of(
            MISTAKEN, "missing required option: '--name", "user", "create", "--email", "b@c.d"),
        Mistake.of(MISTAKEN, "missing required parameter: 'FILE'", "load"),
        Mistake.of(
            MISTAKEN,
            "--dry-run, --fix are mutually exclusive",
            "reconcile",
            "--all",
            "--dry-run",
            "--fix"),
        Mistake.of(MISTAKEN, "--fix", "reconcile", "--all"),
        issue("--days", "x", "'--days': 'x' is not a whole number"),
        issue("--days", "99999999999", "'--days': '99999999999' is too large"),
        issue("--days", "0", "--days must be from 1 to 36500, not 0"),
        issue("--days", "-1", "--days must be from 1 to 36500, not -1"),
        issue("--description", " ", "'--description': it must not be empty"),
        Mistake.of(MISTAKEN, "'x' is not a whole number", "server", "suspend", "x"),
        Mistake.of(MISTAKEN, "--limit must be from 1 to", "dead-letter", "list", "--limit", "0"),
        Mistake.of(
            MISTAKEN, "--wait must be from 1 to", "reconcile", "--fix", "--all", "--wait", "0"),
        create("X".repeat(256), "b@example.com", "it must have at most 255 characters, not 256"),
        create("B", "b.example.com", "'b.example.com' is not an e-mail address"),
        create("B", "a@example.com", "a user with the e-mail address 'a@example.com' already"),
        Mistake.of(
            MISTAKEN,
            "expected one of [USER, HELPDESK, ADMIN]",
            "user",
            "create",
            "--name",
            "B",
            "--email",
            "b@example.com",
            "--type",
            "ROOT"),
        Mistake.of(
            MISTAKEN, "user 'b@example.com' does not exist", "token", "list", "b@example.com"),
        Mistake.of(MISTAKEN, "token 77 does not exist", "token", "revoke", "77"),
        Mistake.of(MISTAKEN, "server 77 does not exist", "server", "resume", "77"),
        Mistake.of(MISTAKEN, "backend 'x' does not exist", "backend", "set", "x", "--drained=true"),
        Mistake.of(MISTAKEN, "dead letter 77 does not exist", "dead-letter", "replay", "77"));
  }

  private static Mistake issue(String option, String value, String line) {
    return Mistake.of(MISTAKEN, line, "token", "issue", "--email", "a@example.com", option, value);
  }

  private static Mistake create(String name, String email, String line) {
    return Mistake.of(MISTAKEN, line, "user", "create", "--name", name, "--email", email);
  }

  private Stream<Mistake> settings() throws IOException {
    String backend = write("good.yaml", backend("password: secret"));
    return Stream.of(
        Mistake.of(MISTAKEN, "no database is configured; set QUARKUS_DATASOURCE", "user", "list")
            .with(URL, "")
            .with(USER, "")
            .with(PASSWORD, ""),
        list(MISTAKEN, "is not the URL of a PostgreSQL database; it must look like")
            .with(URL, "db"),
        list(MISTAKEN, "it must look like jdbc:postgresql://HOST:5432/NAME")
            .with(URL, "jdbc:mysql://127.0.0.1/x"),
        list(MISTAKEN, "it must look like jdbc:postgresql://HOST:5432/NAME")
            .with(URL, "jdbc:postgresql://127.0.0.1:port/x"),
        Mistake.of(MISTAKEN, "set CYCLADES_DEPLOYMENT_KEY to the deployment's key", "load", backend)
            .with(KEY, ""),
        Mistake.of(
                MISTAKEN, "CYCLADES_DEPLOYMENT_KEY is wrong: it must be 32 bytes", "load", backend)
            .with(KEY, "not base64!"),
        Mistake.of(
                MISTAKEN, "CYCLADES_DEPLOYMENT_KEY is wrong: it must be 32 bytes", "load", backend)
            .with(KEY, "c2hvcnQ="),
        replay(MISTAKEN, "RABBITMQ_PORT must be a port from 1 to 65535, not 'amqp'")
            .with("RABBITMQ_PORT", "amqp"),
        replay(MISTAKEN, "RABBITMQ_SSL must be true or false").with("RABBITMQ_SSL", "maybe"));
  }

  private static Mistake list(int status, String line) {
    return Mistake.of(status, line, "user", "list");
  }

  private Stream<Mistake> databases() {
    String silentUrl = "jdbc:postgresql://127.0.0.1:%d/x".formatted(silent.getLocalPort());
    return Stream.of(
        list(FAILED, "refuses the password of 'owner'; correct " + PASSWORD)
            .with(PASSWORD, "wrong"),
        list(FAILED, "asks for a password; set " + PASSWORD).with(PASSWORD, ""),
        list(FAILED, "nothing accepts connections at 127.0.0.1:1; start PostgreSQL, or correct")
            .with(URL, "jdbc:postgresql://127.0.0.1:1/x"),
        list(FAILED, "the database's host in no.host.invalid:5432 is unknown")
            .with(URL, "jdbc:postgresql://no.host.invalid/x"),
        Mistake.of(FAILED, "does not answer; is that PostgreSQL", "backend", "list")
            .with(URL, silentUrl),
        Mistake.of(FAILED, "does not answer; is that PostgreSQL", "migrate").with(URL, silentUrl),
        list(FAILED, "database 'none' does not exist at").with(URL, url("none")),
        list(FAILED, "the database has no schema yet; run snf-admin migrate")
            .with(URL, url("empty")),
        list(FAILED, "is older than this program (it lacks cyclades:reconciliation-reports)")
            .with(URL, url("older")),
        list(FAILED, "'nobody' may not do this in database 'cyclades'").with(USER, "nobody"),
        Mistake.of(FAILED, "'nobody' may not do this in database 'empty'", "migrate")
            .with(USER, "nobody")
            .with(URL, url("empty")),
        Mistake.of(
                FAILED, "is read-only; connect to the primary", "user", "set", "1", "--max-vcpus=1")
            .with(USER, "reader"),
        Mistake.of(FAILED, "is read-only; connect to the primary", "migrate")
            .with(USER, "reader")
            .with(URL, url("empty")));
  }

  private Stream<Mistake> fixtures() throws IOException {
    String wrong = write("wrong.yaml", "flavors:\n  - {cpu: 1, ramMib: 1}\n");
    return Stream.of(
        load(wrong + ": flavors[0]: needs diskGib"),
        load("unknown.yaml", "flavors:\n  - vcpus: 1\n", ":2: unknown field 'flavors[0].vcpus'"),
        load("unknown.yaml", "flavors:\n  - vcpus: 1\n", "known here: cpu, diskGib, diskTemplate"),
        load(
            "top.json", "{\"flavours\": []}", ":1: unknown field 'flavours'; known here: backends"),
        load("broken.yaml", "users: [\n", ":2: neither YAML nor JSON: expected"),
        load("broken.json", "{\"users\": [}", ":1: neither YAML nor JSON: expected"),
        load(
            "type.yaml",
            "flavors:\n  - cpu: many\n",
            ":2: 'flavors[0].cpu' must be a whole number"),
        load("type.yaml", "flavors: 3\n", ":1: 'flavors' must be a list"),
        load("uuid.yaml", "images:\n  - uuid: 7\n", ":2: 'images[0].uuid' must be a UUID"),
        load("twice.yaml", "users: []\nusers: []\n", ":2: Duplicate field 'users'"),
        load("notes.yaml", "just words\n", ":1: there must be one group of fields"),
        load("comment.yaml", "# nothing\n", "there must be one group of fields"),
        load("empty.yaml", "\n", "empty.yaml is empty"),
        load("zero.yaml", "links: {prefix: prv, count: 0}\n", ": links: count must be positive"),
        load("who.yaml", "users:\n  - {name: B, email: b}\n", "users[0]: 'b' is not an e-mail"),
        load("url.yaml", backend("password: x").replace("http:", ""), "is not like https://"),
        load("none.yaml", backend("hypervisor: kvm"), "has no password: give password or"),
        load(
            "variable.yaml",
            backend("passwordVariable: RAPI_PASSWORD_UNSET"),
            "takes its password from the environment: set RAPI_PASSWORD_UNSET"),
        load(
            "authority.yaml",
            backend("password: x, certificateAuthority: /nowhere/ca.pem"),
            "/nowhere/ca.pem does not exist"),
        load(
            "authority.yaml",
            backend("password: x, certificateAuthority: pom.xml"),
            "pom.xml has no certificate in PEM form"),
        Mistake.of(
            MISTAKEN, "/nowhere/fixtures.yaml does not exist", "load", "/nowhere/fixtures.yaml"),
        Mistake.of(MISTAKEN, "target is a directory, not a file", "load", "target"));
  }

  private Mistake load(String name, String text, String line) throws IOException {
    return Mistake.of(MISTAKEN, line, "load", "--migrate", write(name, text));
  }

  /** The file is the line's beginning. */
  private static Mistake load(String line) {
    return Mistake.of(MISTAKEN, line, "load", line.replaceFirst(":.*", ""));
  }

  private static String backend(String more) {
    return "backends:\n  - {name: b, endpoints: ['http://127.0.0.1:1'], user: u, publicNic: {a: b},"
        + " privateNic: {a: b}, "
        + more
        + "}\n";
  }

  private String write(String name, String text) throws IOException {
    Path parent = Files.createTempDirectory(folder, "fixtures");
    return Files.writeString(parent.resolve(name), text).toString();
  }

  private Stream<Mistake> brokers() {
    return Stream.of(
        replay(
                "nothing accepts connections at 127.0.0.1:1; start RabbitMQ, or correct RABBITMQ_HOST")
            .with("RABBITMQ_PORT", "1"),
        replay("the broker's host in no.host.invalid:").with("RABBITMQ_HOST", "no.host.invalid"),
        replay("does not answer in time")
            .with("RABBITMQ_PORT", Integer.toString(silent.getLocalPort())),
        replay("refuses the password of 'guest'; correct RABBITMQ_USERNAME and RABBITMQ_PASSWORD")
            .with("RABBITMQ_PASSWORD", "wrong"),
        replay("no queue takes 'q'"));
  }

  private static Mistake replay(String line) {
    return replay(FAILED, line);
  }

  private static Mistake replay(int status, String line) {
    return Mistake.of(status, line, "dead-letter", "replay", "1");
  }

  @Test
  void helpAndVersionNeedNoEnvironment() throws Exception {
    for (List<String> arguments :
        List.of(
            List.of("--version"),
            List.of("--help"),
            List.of("user", "--help"),
            List.of("user", "create", "--help"))) {
      Outcome outcome = AdminProcess.run(folder, Map.of(), arguments);

      assertThat(outcome.status()).as(outcome.errors()).isZero();
      assertThat(outcome.output()).contains("snf-admin");
      assertThat(outcome.errors()).isEmpty();
    }
  }

  @Test
  void aNewerSchemaIsToldOfAndWorks() throws Exception {
    Outcome outcome = run(Map.of(URL, url("newer")), "user", "list");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.errors().lines())
        .singleElement()
        .asString()
        .startsWith("snf-admin: warning: the database's schema is newer than this program")
        .contains("(it has cyclades:from-the-future)");
  }

  @Test
  void backendsWhosePasswordsHaveAnotherKeyAreNamed() throws Exception {
    String one = write("one.yaml", backend("password: x").replace("name: b", "name: one"));
    String two = write("two.yaml", backend("password: x").replace("name: b", "name: two"));
    String otherKey = DeploymentKey.generate();

    assertThat(run(Map.of(), "load", one).errors()).isEmpty();
    Outcome loaded = run(Map.of(KEY, otherKey), "load", two);
    Outcome reloaded = run(Map.of(KEY, otherKey), "load", one);

    assertThat(loaded.status()).isZero();
    assertThat(loaded.errors().lines())
        .containsExactly(
            "snf-admin: warning: encrypted with another CYCLADES_DEPLOYMENT_KEY, and must be loaded"
                + " again: backends one");
    assertThat(reloaded.errors()).isEmpty();
    rows.update("delete from backends");
  }

  @Test
  void whatSomebodyElseHasLockedIsNotWaitedForEndlessly() throws Exception {
    try (Connection other =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.executeQuery("select * from users for update");

      Outcome outcome = run(Map.of(), "user", "set", "a@example.com", "--max-vcpus=1");

      assertThat(outcome.status()).isEqualTo(FAILED);
      assertThat(outcome.errors().lines())
          .singleElement()
          .asString()
          .contains("somebody else has locked what is to be changed; try again");
    }
  }

  @Test
  void anInterruptedCommandEndsAtOnceAndInSilence() throws Exception {
    Map<String, String> environment = new HashMap<>(usual);
    try (ServerSocket target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      environment.put(URL, "jdbc:postgresql://127.0.0.1:%d/x".formatted(target.getLocalPort()));
      Path errors = Files.createTempFile(folder, "errors", "");
      Process process =
          AdminProcess.start(
              environment, List.of("user", "list"), Redirect.DISCARD, Redirect.to(errors.toFile()));
      target.accept();
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isEqualTo(INTERRUPTED);
      assertThat(Files.readString(errors)).isEmpty();
    }
  }

  @Test
  void outputThatNobodyReadsEndsACommandInSilence() throws Exception {
    for (List<String> arguments : List.of(List.of("user", "list"), List.of("--help"))) {
      Path errors = Files.createTempFile(folder, "errors", "");
      Process process =
          AdminProcess.start(usual, arguments, Redirect.PIPE, Redirect.to(errors.toFile()));
      process.getInputStream().close();

      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isEqualTo(BROKEN_PIPE);
      assertThat(Files.readString(errors)).isEmpty();
    }
  }

  @Test
  void outputThatIsLostIsAFailure() throws Exception {
    Path errors = Files.createTempFile(folder, "errors", "");
    Process process =
        AdminProcess.start(
            usual,
            List.of("token", "issue", "--email", "a@example.com"),
            Redirect.to(Path.of("/dev/full").toFile()),
            Redirect.to(errors.toFile()));

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(FAILED);
    assertThat(Files.readString(errors))
        .startsWith("snf-admin: the output could not be written: No space left on device");
  }
}
