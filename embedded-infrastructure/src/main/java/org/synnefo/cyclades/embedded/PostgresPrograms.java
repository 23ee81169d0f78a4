package org.synnefo.cyclades.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL's programs, unpacked to this user's cache folder: once, for all of his clouds and
 * tests.
 *
 * <p>They are unpacked under another name and renamed when they are whole, so that a process which
 * is killed meanwhile leaves nothing that is taken for them. Processes that come at the same time
 * wait for the first.
 */
public final class PostgresPrograms {

  private static final String UNFINISHED = "unfinished-";

  private final UserCache cache;
  private final URL archive;

  PostgresPrograms(UserCache cache) {
    this.cache = cache;
    String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    archive = PostgresPrograms.class.getResource("/postgres-linux-%s.txz".formatted(architecture));
    if (archive == null) {
      throw new IllegalStateException(
          "There is no PostgreSQL for this machine's architecture, " + architecture);
    }
  }

  /** Those of the user who runs this process. */
  public static PostgresPrograms ofUser() {
    return new PostgresPrograms(new UserCache(System.getenv()));
  }

  /** Whether they are there. */
  public boolean areInstalled() {
    return Files.exists(folder());
  }

  /**
   * Unpacks them if they are not there.
   *
   * @return this
   * @throws IllegalStateException that says why they can't be unpacked or should not be trusted,
   *     and what to do
   */
  public synchronized PostgresPrograms install() {
    Path home = cache.make();
    if (!areInstalled()) {
      try {
        unpackAlone(home);
      } catch (IOException e) {
        throw new IllegalStateException(
            "PostgreSQL can't be unpacked to %s: %s".formatted(home, e), e);
      }
    }
    PrivateFolder.check(folder());
    return this;
  }

  /**
   * How one of them is run. PostgreSQL refuses to be root, who runs it as a user without a name.
   *
   * @param program {@code postgres}, {@code initdb} or {@code pg_ctl}
   */
  public List<String> command(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (PrivateFolder.user() == 0) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(folder().resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /** Another release of them has another name. */
  private Path folder() {
    try {
      JarURLConnection inJar = (JarURLConnection) archive.openConnection();
      return cache
          .path()
          .resolve(
              "postgresql-%08x-%d"
                  .formatted(inJar.getJarEntry().getCrc(), inJar.getContentLengthLong()));
    } catch (IOException e) {
      throw new UncheckedIOException("The PostgreSQL that comes along can't be read", e);
    }
  }

  private void unpackAlone(Path home) throws IOException {
    try (FileChannel file =
            FileChannel.open(
                home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      if (!areInstalled()) {
        removeUnfinished(home);
        unpack(home);
      }
    }
  }

  private void unpack(Path home) throws IOException {
    Path unfinished =
        Files.createTempDirectory(
            home,
            UNFINISHED,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try (InputStream content = archive.openStream()) {
      Archive.unpack(content, unfinished);
    }
    Files.move(unfinished, folder(), StandardCopyOption.ATOMIC_MOVE);
    Archive.force(home);
  }

  /** Whoever holds the lock is the only one who unpacks: what others began, they never end. */
  private static void removeUnfinished(Path home) throws IOException {
    try (Stream<Path> entries = Files.list(home)) {
      for (Path entry : entries.toList()) {
        if (entry.getFileName().toString().startsWith(UNFINISHED)) {
          remove(entry);
        }
      }
    }
  }

  /** Removes a folder and all that is in it, if it is there. */
  static void remove(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
