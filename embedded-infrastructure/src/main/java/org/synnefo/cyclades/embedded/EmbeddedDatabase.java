package org.synnefo.cyclades.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** A PostgreSQL server of its own. It ends with {@link #close()} or with this process. */
public final class EmbeddedDatabase implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private final EmbeddedPostgres server;

  private EmbeddedDatabase(EmbeddedPostgres server) {
    this.server = server;
  }

  /** A server on a free port, whose data is forgotten: for tests. */
  public static EmbeddedDatabase temporary() {
    return start(EmbeddedPostgres.builder().setServerConfig("max_connections", "200"));
  }

  /** A server whose data survives it, safe against the loss of power. */
  public static EmbeddedDatabase at(Path data, int port) {
    return start(
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "100")
            .setServerConfig("shared_buffers", "32MB"));
  }

  private static EmbeddedDatabase start(EmbeddedPostgres.Builder builder) {
    try {
      return new EmbeddedDatabase(builder.setPGStartupWait(START_TIMEOUT).start());
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not start", e);
    }
  }

  /** JDBC URL of the server's database; the user is {@link #user()}, without a password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.getPort());
  }

  public int port() {
    return server.getPort();
  }

  public String user() {
    return "postgres";
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not stop", e);
    }
  }
}
