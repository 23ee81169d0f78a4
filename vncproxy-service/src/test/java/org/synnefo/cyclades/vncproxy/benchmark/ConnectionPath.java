package org.synnefo.cyclades.vncproxy.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A path from a viewer to the server.
 *
 * @param name of the program between them
 * @param process the process to measure, if there is one
 * @param credentials issues the credential of one viewer
 * @param opener opens a session with a credential, including its handshake
 */
record ConnectionPath(
    String name, Optional<ProcessHandle> process, Issuer credentials, Opener opener) {

  /** Issues credentials. */
  interface Issuer {
    String issue();
  }

  /** Opens sessions. */
  interface Opener {
    Peer open(String credential) throws IOException;
  }

  Peer open() throws IOException {
    return opener.open(credentials.issue());
  }

  /** CPU time that the process and its children have spent. */
  double cpuSeconds() throws IOException {
    long ticks = 0;
    for (ProcessHandle each : processes()) {
      String stat = Files.readString(Path.of("/proc", "" + each.pid(), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }
    return ticks / 100.0;
  }

  /**
   * Memory of the process and its children in KiB; what processes share is counted once for each of
   * them in part.
   */
  long residentKibibytes() throws IOException {
    long kibibytes = 0;
    for (ProcessHandle each : processes()) {
      for (String line : Files.readAllLines(Path.of("/proc", "" + each.pid(), "smaps_rollup"))) {
        if (line.startsWith("Pss:")) {
          kibibytes += Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    }
    return kibibytes;
  }

  private List<ProcessHandle> processes() {
    return process.stream()
        .flatMap(parent -> Stream.concat(Stream.of(parent), parent.descendants()))
        .toList();
  }
}
