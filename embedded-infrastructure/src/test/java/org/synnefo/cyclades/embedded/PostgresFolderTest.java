package org.synnefo.cyclades.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PostgresFolderTest {

  @TempDir Path home;

  @Test
  void nobodyIsLetInButTheOwnerOfItsDatabaseWhoCanDoNothingElse() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.temporary()) {
      String anyDatabase = database.jdbcUrl().replaceFirst("[^/]*$", "postgres");
      for (List<String> stranger :
          List.of(
              List.of(database.jdbcUrl(), database.user(), "wrong"),
              List.of(database.jdbcUrl(), "postgres", database.password()),
              List.of(anyDatabase, database.user(), database.password()))) {
        assertThatExceptionOfType(SQLException.class)
            .isThrownBy(
                () ->
                    DriverManager.getConnection(stranger.get(0), stranger.get(1), stranger.get(2)));
      }
      try (Connection connection =
              DriverManager.getConnection(
                  database.jdbcUrl(), database.user(), database.password());
          Statement statement = connection.createStatement()) {
        assertThat(
                value(
                    statement,
                    "select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls"
                        + " from pg_roles where rolname = current_user"))
            .isEqualTo("f");
        assertThat(
                value(
                    statement,
                    "select count(*) from pg_auth_members where member = current_user::regrole"))
            .isEqualTo("0");
        assertThat(value(statement, "show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(value(statement, "show dynamic_shared_memory_type")).isEqualTo("mmap");
        assertThatExceptionOfType(SQLException.class)
            .isThrownBy(() -> statement.execute("copy (select 1) to program 'id'"))
            .withMessageContaining("permission denied");
      }
    }
  }

  @Test
  void passwordsAreOnNoCommandLineAndInNoLog() throws Exception {
    PostgresFolder folder = folder();

    folder.create("a secret");

    assertThat(Files.readString(folder.log())).isNotEmpty().doesNotContain("a secret");
    assertThat(folder.server(1)).noneMatch(argument -> argument.contains("a secret"));
    assertThat(Files.readAllLines(folder.path().resolve("pg_hba.conf")))
        .filteredOn(line -> !line.startsWith("#"))
        .allMatch(line -> line.endsWith("scram-sha-256"));
    assertThat(Files.readAllLines(folder.path().resolve("postgresql.conf")))
        .anyMatch(line -> line.matches("unix_socket_directories = ''\\s.*"));
  }

  @Test
  void whatAKilledProcessLeftHalfMadeIsMadeAgain() throws Exception {
    Files.createDirectories(home.resolve(".data-unfinished-1/base"));
    Files.writeString(home.resolve(".data-unfinished-1/PG_VERSION"), "18\n");
    PostgresFolder folder = folder();
    assertThat(folder.exists()).isFalse();

    folder.create("secret");

    assertThat(folder.exists()).isTrue();
    try (Stream<Path> entries = Files.list(home)) {
      assertThat(entries).containsExactlyInAnyOrder(folder.path(), folder.log());
    }
  }

  @Test
  void aProgramThatFailsLeavesNothingThatIsTakenForADatabase() throws Exception {
    PostgresFolder folder = folder();
    String tooManyCommands = "'; nonsense; --";

    folder.create(tooManyCommands);
    assertThat(folder.exists()).as("quotes are only characters").isTrue();

    PostgresFolder another =
        new PostgresFolder(folder.programs(), home.resolve("another"), folder.log());
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> another.create("a line\nand another"))
        .withMessageContaining("the log says why");
    assertThat(another.exists()).isFalse();
  }

  private PostgresFolder folder() throws IOException {
    return new PostgresFolder(
        PostgresPrograms.ofUser().install(), home.resolve("data"), home.resolve("log"));
  }

  private static String value(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }
}
