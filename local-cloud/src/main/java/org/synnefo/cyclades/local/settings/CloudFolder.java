package org.synnefo.cyclades.local.settings;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The folder of a local cloud: everything that it keeps, readable by its owner alone. */
public final class CloudFolder {

  private static final Set<PosixFilePermission> OWNER_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path root;

  public CloudFolder(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  public Path root() {
    return root;
  }

  /** A folder within it, made if it is not there. */
  public Path folder(String name) {
    Path folder = root.resolve(name);
    try {
      if (Files.notExists(root)) {
        Files.createDirectories(root, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
      }
      return Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
    } catch (IOException e) {
      throw new UncheckedIOException("The folder can't be made: " + folder, e);
    }
  }

  /** The same, without what was in it. */
  public Path emptyFolder(String name) {
    try {
      Path folder = root.resolve(name);
      if (Files.exists(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The folder can't be emptied: " + root.resolve(name), e);
    }
    return folder(name);
  }

  /** What the cloud was set up with; empty if it never was. */
  public Optional<CloudSettings> settings() {
    Path file = root.resolve("cloud.json");
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), CloudSettings.class));
    } catch (IOException e) {
      throw new UncheckedIOException("%s can't be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  public void save(CloudSettings settings) {
    try {
      write("cloud.json", JSON.writeValueAsString(settings));
    } catch (IOException e) {
      throw new UncheckedIOException("The settings can't be written", e);
    }
  }

  /** Writes a file that its owner alone can read, at once as a whole. */
  public Path write(String name, String content) {
    folder("");
    Path file = root.resolve(name);
    Path temporary = root.resolve("." + name + ".new");
    try {
      Files.deleteIfExists(temporary);
      Files.createFile(temporary, PosixFilePermissions.asFileAttribute(OWNER_FILE));
      Files.writeString(temporary, content, StandardCharsets.UTF_8);
      return Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("The file can't be written: " + file, e);
    }
  }

  private void closeToOthers() {
    try {
      Files.setPosixFilePermissions(folder(""), OWNER_FOLDER);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s can't be closed to other users; choose a folder of your own with --data DIR"
              .formatted(root),
          e);
    }
  }

  /** Runs something while no other command changes this cloud. */
  public void exclusively(Runnable work) {
    closeToOthers();
    try (FileChannel channel =
            FileChannel.open(
                root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw new IllegalStateException(
            "Another command is changing the cloud in %s; wait for it.".formatted(root));
      }
      work.run();
    } catch (IOException e) {
      throw new UncheckedIOException("The folder can't be locked: " + root, e);
    }
  }
}
