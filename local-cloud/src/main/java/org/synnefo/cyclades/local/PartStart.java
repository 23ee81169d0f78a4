package org.synnefo.cyclades.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.synnefo.cyclades.local.archive.ClassArchive;
import org.synnefo.cyclades.local.parts.CloudParts;
import org.synnefo.cyclades.local.parts.Part;
import org.synnefo.cyclades.local.parts.Readiness;
import org.synnefo.cyclades.local.process.BackgroundProcess;
import org.synnefo.cyclades.local.settings.CloudFolder;

/**
 * The start of one part.
 *
 * @param archive of its classes, if it can have one
 * @param folder of its cloud
 */
record PartStart(
    Part part, BackgroundProcess process, Optional<ClassArchive> archive, CloudFolder folder) {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final long POLL_MILLIS = 50;

  /**
   * For what shares a machine with all other parts: heaps begin small, and code is optimised
   * thoroughly when it has run five times as often as usual, which the code of a start has not.
   */
  private static final List<String> SHARED_MACHINE =
      List.of(
          "-Xms16m",
          "-XX:Tier4InvocationThreshold=25000",
          "-XX:Tier4MinInvocationThreshold=3000",
          "-XX:Tier4CompileThreshold=75000",
          "-XX:Tier4BackEdgeThreshold=200000");

  /**
   * Starts it unless it runs, and returns when it is ready. If it ends at its start although it had
   * an archive, that may be the archive's fault, and it is started once more without.
   *
   * @throws IllegalStateException if it ends, or takes too long
   */
  void run() {
    boolean archived = archive.isPresent() && archive.get().exists();
    launch();
    if (becomesReady()) {
      return;
    }
    if (archived) {
      archive.get().discard();
      launch();
      if (becomesReady()) {
        return;
      }
    }
    throw new IllegalStateException(
        "%s ended at its start; its log says why: %s".formatted(part, process.logFile()));
  }

  /** Waits for it; false if it ends. */
  private boolean becomesReady() {
    Instant begin = Instant.now();
    // First whether it runs: what answers on its port may be another program.
    while (process.running().isPresent()) {
      if (part.readiness().isMet()) {
        return true;
      }
      if (Duration.between(begin, Instant.now()).compareTo(PATIENCE) > 0) {
        throw new IllegalStateException(
            "%s is not ready after %d seconds; see %s"
                .formatted(part, PATIENCE.toSeconds(), process.logFile()));
      }
      pause();
    }
    return false;
  }

  private void launch() {
    if (process.running().isPresent()) {
      return;
    }
    try {
      if (part.readiness() instanceof Readiness.FileWritten written) {
        Files.deleteIfExists(written.file());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    archive.ifPresent(ClassArchive::discardRecording);
    Path temporary = folder.emptyFolder(CloudParts.temporaryFolder(part.name()));
    Map<String, String> environment = new LinkedHashMap<>(part.environment());
    environment.put("TMPDIR", temporary.toString());
    process.start(command(), environment, folder.root());
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(part.command());
    int jar = command.indexOf("-jar");
    if (jar > 0) {
      archive.ifPresent(classes -> command.addAll(jar, classes.options()));
      command.addAll(jar, SHARED_MACHINE);
    }
    return command;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
