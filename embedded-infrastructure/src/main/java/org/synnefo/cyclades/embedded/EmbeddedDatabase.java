package org.synnefo.cyclades.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * A PostgreSQL server for tests, on a free port; its data is forgotten. It ends with {@link
 * #close()} or with this process.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  private static final int ATTEMPTS = 5;

  private final Path home;
  private final PostgresFolder folder;
  private final String password;
  private final int port;
  private final Thread atExit = new Thread(this::end);

  private EmbeddedDatabase(Path home, PostgresFolder folder, String password) throws IOException {
    this.home = home;
    this.folder = folder;
    this.password = password;
    port = start();
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Starts one whose role can do nothing but own its database. */
  public static EmbeddedDatabase temporary() {
    return start(PostgresFolder.Access.OF_OWNER);
  }

  /** Starts one whose role makes other roles and databases: for tests of what these may do. */
  public static EmbeddedDatabase withSuperuser() {
    return start(PostgresFolder.Access.OF_SUPERUSER);
  }

  private static EmbeddedDatabase start(PostgresFolder.Access access) {
    try {
      Path home = Files.createTempDirectory("cyclades-database");
      PostgresFolder folder =
          new PostgresFolder(
              PostgresPrograms.ofUser().install(), home.resolve("data"), home.resolve("log"));
      String password = UUID.randomUUID().toString();
      folder.createForgetful(access, password);
      return new EmbeddedDatabase(home, folder, password);
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not start", e);
    }
  }

  /** JDBC URL of its database. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, PostgresFolder.NAME);
  }

  public int port() {
    return port;
  }

  /** The role that owns the database. */
  public String user() {
    return PostgresFolder.NAME;
  }

  /** The role's password. */
  public String password() {
    return password;
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    end();
  }

  /** Somebody else may take the port meanwhile. */
  private int start() throws IOException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      int free = freePort();
      String options = "-p %d -F -c max_connections=200".formatted(free);
      if (control("-w", "-o", options, "start") == 0) {
        return free;
      }
    }
    throw new IOException("PostgreSQL does not start: " + Files.readString(folder.log()));
  }

  private void end() {
    try {
      control("-w", "-m", "immediate", "stop");
      PostgresPrograms.remove(home);
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not stop", e);
    }
  }

  private int control(String... arguments) throws IOException {
    List<String> command =
        folder
            .programs()
            .command("pg_ctl", "-D", folder.path().toString(), "-l", folder.log().toString());
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
