package org.synnefo.cyclades.ganeti.simulator.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Replaces files atomically: writes to a temporary file in the same directory and renames it.
 * Readers see the old or the new content, even after a crash.
 */
public final class AtomicFile {

  private AtomicFile() {}

  /**
   * @param temporary the temporary name, in the directory of {@code file}
   * @throws UncheckedIOException if the file can't be written
   */
  public static void write(Path file, String temporary, byte[] content) {
    Path written = file.resolveSibling(temporary);
    try {
      Files.write(written, content);
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't write " + file, e);
    }
  }
}
