package org.synnefo.cyclades.local.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process holds.
 *
 * @param megabytes of memory that is resident
 * @param sockets that are open
 */
record Footprint(long megabytes, long sockets) {

  private static final String RESIDENT = "VmRSS:";

  /** As the kernel tells. */
  static Footprint of(ProcessHandle process) {
    Path folder = Path.of("/proc", Long.toString(process.pid()));
    try (Stream<String> status = Files.lines(folder.resolve("status"));
        Stream<Path> open = Files.list(folder.resolve("fd"))) {
      long kilobytes =
          status
              .filter(line -> line.startsWith(RESIDENT))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum();
      return new Footprint(kilobytes / 1024, open.filter(Footprint::isSocket).count());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }
}
