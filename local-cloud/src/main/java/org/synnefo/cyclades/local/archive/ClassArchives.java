package org.synnefo.cyclades.local.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.synnefo.cyclades.embedded.PrivateFolder;

/**
 * The archives of all programs of a checkout. All clouds of the checkout share them.
 *
 * @param folder where they are; it is made, for its owner alone
 * @param cloud folder of the cloud that uses them
 */
public record ClassArchives(Path folder, Path cloud) {

  private static final int KEY_BYTES = 8;

  /** Beside a jar: what it loads classes from. */
  private static final List<String> LIBRARIES = List.of("app", "lib", "quarkus");

  /**
   * The archive of a program that is run by {@code java … -jar}; empty for others, and if there is
   * no folder that is safe from other users.
   */
  public Optional<ClassArchive> of(String program, List<String> command) {
    int jar = command.indexOf("-jar");
    if (jar < 0) {
      return Optional.empty();
    }
    try {
      Path safe = PrivateFolder.make(folder);
      String name = "%s-%s.jsa".formatted(program, key(command.subList(0, jar + 2)));
      String recording = "%s.%08x.new".formatted(name, cloud.hashCode());
      return Optional.of(new ClassArchive(program, safe.resolve(name), safe.resolve(recording)));
    } catch (UncheckedIOException | IllegalStateException startsWithoutOne) {
      return Optional.empty();
    }
  }

  /** Changes with the virtual machine, its options and the program; properties don't matter. */
  private static String key(List<String> command) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String property : List.of("java.vm.vendor", "java.vm.version", "java.home")) {
        update(digest, System.getProperty(property));
      }
      command.stream()
          .filter(argument -> !argument.startsWith("-D"))
          .forEach(argument -> update(digest, argument));
      Path jar = Path.of(command.get(command.size() - 1));
      update(digest, version(jar));
      for (String library : LIBRARIES) {
        versions(jar.resolveSibling(library)).forEach(version -> update(digest, version));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, KEY_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static void update(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static List<String> versions(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().map(ClassArchives::version).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The folder can't be listed: " + folder, e);
    }
  }

  private static String version(Path file) {
    try {
      return "%s %d %s".formatted(file, Files.size(file), Files.getLastModifiedTime(file));
    } catch (IOException e) {
      throw new UncheckedIOException("The file can't be looked at: " + file, e);
    }
  }
}
