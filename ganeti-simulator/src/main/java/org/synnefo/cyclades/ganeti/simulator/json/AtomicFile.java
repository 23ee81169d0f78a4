package org.synnefo.cyclades.ganeti.simulator.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a file as a whole: to another name in the same directory, then renamed over it. A reader,
 * and a start after a kill, see the old content or the new one, never half of it.
 */
public final class AtomicFile {

  private AtomicFile() {}

  /**
   * @param temporary the name until the content is complete, in the directory of {@code file}
   * @throws UncheckedIOException if the directory can't be written
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
