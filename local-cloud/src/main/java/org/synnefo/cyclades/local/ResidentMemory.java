package org.synnefo.cyclades.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much memory processes take, as Linux tells; 0 where it does not. */
final class ResidentMemory {

  private ResidentMemory() {}

  /**
   * Of a process and all that it started, in KiB. Pages that they share are counted in proportion.
   */
  static long ofFamily(ProcessHandle handle) {
    return Stream.concat(Stream.of(handle), handle.descendants())
        .mapToLong(ResidentMemory::of)
        .sum();
  }

  private static long of(ProcessHandle handle) {
    try (Stream<String> lines =
        Files.lines(Path.of("/proc", Long.toString(handle.pid()), "smaps_rollup"))) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .sum();
    } catch (IOException | RuntimeException notTold) {
      return 0;
    }
  }
}
