package org.synnefo.cyclades.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The data folder of a PostgreSQL server, with one database and the role that owns it and can do
 * nothing else.
 *
 * <p>The server listens on loopback alone, has no UNIX socket and lets in nobody but that role with
 * its password, from the first moment on. The folder is made under another name and renamed when it
 * is whole: if it is there, it is whole.
 *
 * @param programs must be installed before any of them is run
 * @param path where it is, or will be made
 * @param log file with what the programs print that make it
 */
public record PostgresFolder(PostgresPrograms programs, Path path, Path log) {

  /** Name of the database, and of the role that owns it. */
  public static final String NAME = "cyclades";

  private static final int PATIENCE_SECONDS = 120;

  /** Who is let in, and what the role may do. */
  enum Access {
    /** The role alone, which can do nothing but own its database. */
    OF_OWNER("NOSUPERUSER", "host cyclades cyclades 127.0.0.1/32 scram-sha-256\n"),
    /** All roles that have a password; the role makes others and their databases. */
    OF_SUPERUSER("SUPERUSER", "host all all 127.0.0.1/32 scram-sha-256\n");

    private final String rights;
    private final String logins;

    Access(String rights, String logins) {
      this.rights = rights;
      this.logins = logins;
    }
  }

  /** Without a UNIX socket; with nothing in shared places such as /dev/shm. */
  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "dynamic_shared_memory_type=mmap",
          "io_method=sync",
          "shared_buffers=32MB");

  /** Whether it is there. */
  public boolean exists() {
    return Files.exists(path);
  }

  /**
   * Makes it, safe against the loss of power.
   *
   * @param password of the role; without line breaks
   * @throws IllegalStateException if a program fails; the log says why
   */
  public void create(String password) {
    create(Access.OF_OWNER, password, List.of(), List.of());
    Archive.force(path.getParent());
  }

  /** Makes it for data that nobody misses. */
  void createForgetful(Access access, String password) {
    create(access, password, List.of("--no-sync"), List.of("-F"));
  }

  /** How its server is run, in the foreground; SIGINT ends it. */
  public List<String> server(int port) {
    return programs.command("postgres", "-D", path.toString(), "-p", Integer.toString(port));
  }

  private void create(
      Access access, String password, List<String> forCreation, List<String> forServer) {
    try {
      removeUnfinished();
      Path unfinished =
          Files.createTempDirectory(
              path.getParent(),
              unfinishedPrefix(),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      run("", initialisation(unfinished, forCreation));
      Files.writeString(unfinished.resolve("pg_hba.conf"), access.logins);
      run(roleAndDatabase(access.rights, password), singleUserMode(unfinished, forServer));
      Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("The database can't be made in " + path, e);
    }
  }

  private List<String> initialisation(Path folder, List<String> options) {
    List<String> command =
        new ArrayList<>(
            programs.command(
                "initdb",
                "-D",
                folder.toString(),
                "-U",
                "postgres",
                "--auth=reject",
                "--encoding=UTF-8",
                "--no-locale",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions"));
    SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
    command.addAll(options);
    return command;
  }

  private List<String> singleUserMode(Path folder, List<String> options) {
    List<String> command =
        new ArrayList<>(programs.command("postgres", "--single", "-c", "exit_on_error=on"));
    command.addAll(options);
    command.addAll(List.of("-D", folder.toString(), "postgres"));
    return command;
  }

  /** A command ends with its line. */
  private static String roleAndDatabase(String rights, String password) {
    return """
        CREATE ROLE %1$s LOGIN %3$s PASSWORD '%2$s';
        CREATE DATABASE %1$s OWNER %1$s;
        """
        .formatted(NAME, password.replace("'", "''"), rights);
  }

  private void run(String input, List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(variable -> variable.startsWith("PG"));
    Process process = builder.start();
    try (OutputStream standardInput = process.getOutputStream()) {
      standardInput.write(input.getBytes(StandardCharsets.UTF_8));
    }
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException("The database could not be made; the log says why: " + log);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  private String unfinishedPrefix() {
    return "." + path.getFileName() + "-unfinished-";
  }

  /** What was left by a process that was killed; a program of its may still be at work there. */
  private void removeUnfinished() throws IOException {
    try (Stream<Path> entries = Files.list(path.getParent())) {
      for (Path entry : entries.toList()) {
        if (entry.getFileName().toString().startsWith(unfinishedPrefix())) {
          removeAsFarAsPossible(entry);
        }
      }
    }
  }

  private static void removeAsFarAsPossible(Path folder) {
    try {
      PostgresPrograms.remove(folder);
    } catch (IOException | UncheckedIOException isStillWrittenTo) {
      // The next one removes the rest; its name is in nobody's way.
    }
  }
}
