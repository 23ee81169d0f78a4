package org.synnefo.cyclades.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.synnefo.cyclades.local.parts.CloudParts;
import org.synnefo.cyclades.local.parts.Part;
import org.synnefo.cyclades.local.parts.Readiness;
import org.synnefo.cyclades.local.process.BackgroundProcess;
import org.synnefo.cyclades.local.process.InheritedEnvironment;
import org.synnefo.cyclades.local.settings.CloudFolder;

/** Starts, watches and stops the parts of a cloud. */
public final class CloudControl {

  /** How long a part may take to stop; then it is killed. */
  static final Duration STOP_PATIENCE = Duration.ofSeconds(25);

  private static final Duration START_PATIENCE = Duration.ofSeconds(120);
  private static final long POLL_MILLIS = 100;

  private final CloudFolder folder;
  private final CloudParts parts;
  private final Consumer<String> progress;

  /**
   * @param progress is told what happens, a line each
   */
  public CloudControl(CloudFolder folder, CloudParts parts, Consumer<String> progress) {
    this.folder = folder;
    this.parts = parts;
    this.progress = progress;
  }

  /** What is known of a part. */
  public record PartState(
      String part, boolean running, boolean ready, long pid, long residentKilobytes) {}

  /** Brings up what does not run, in order; returns when everything is ready. */
  public void up(Path fixtures) {
    parts.prepareDatabase(progress);
    start(parts.infrastructure());
    prepareDatabase(fixtures);
    start(parts.services());
  }

  /** Stops everything, what was started last first; the database last of all. */
  public void down() {
    List<Part> all = new ArrayList<>(parts.all());
    Collections.reverse(all);
    for (Part part : all) {
      BackgroundProcess process = process(part);
      if (process.running().isPresent()) {
        switch (part.stop()) {
          case TERMINATE -> process.stop(STOP_PATIENCE);
          case INTERRUPT -> process.interrupt(STOP_PATIENCE);
        }
        progress.accept("%s stopped".formatted(part));
      }
    }
  }

  public List<PartState> states() {
    return parts.all().stream().map(this::state).toList();
  }

  public BackgroundProcess process(Part part) {
    return new BackgroundProcess(part.name(), folder.folder("run"), folder.folder("logs"));
  }

  private PartState state(Part part) {
    return process(part)
        .running()
        .map(
            handle ->
                new PartState(
                    part.name(),
                    true,
                    part.readiness().isMet(),
                    handle.pid(),
                    ResidentMemory.ofFamily(handle)))
        .orElseGet(() -> new PartState(part.name(), false, false, 0, 0));
  }

  private void start(List<Part> wanted) {
    List<Part> waiting = new ArrayList<>(wanted);
    List<Part> started = new ArrayList<>();
    Instant begin = Instant.now();
    while (!waiting.isEmpty() || !started.isEmpty()) {
      for (Part part : List.copyOf(waiting)) {
        if (part.needs().stream().noneMatch(need -> named(waiting, need) || named(started, need))) {
          launch(part);
          waiting.remove(part);
          started.add(part);
        }
      }
      for (Part part : List.copyOf(started)) {
        // First whether it runs: what answers on its port may be another program.
        if (process(part).running().isEmpty()) {
          throw new IllegalStateException(
              "%s ended at its start; its log says why: %s"
                  .formatted(part, process(part).logFile()));
        } else if (part.readiness().isMet()) {
          started.remove(part);
          progress.accept("%s is ready (%.1f s)".formatted(part, secondsSince(begin)));
        }
      }
      if (secondsSince(begin) > START_PATIENCE.toSeconds()) {
        throw new IllegalStateException(
            "%s is not ready after %d seconds; see %s"
                .formatted(
                    started.get(0), START_PATIENCE.toSeconds(), process(started.get(0)).logFile()));
      }
      pause();
    }
  }

  private void launch(Part part) {
    if (process(part).running().isPresent()) {
      return;
    }
    try {
      if (part.readiness() instanceof Readiness.FileWritten written) {
        Files.deleteIfExists(written.file());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path temporary = folder.emptyFolder(CloudParts.temporaryFolder(part.name()));
    Map<String, String> environment = new LinkedHashMap<>(part.environment());
    environment.put("TMPDIR", temporary.toString());
    process(part).start(part.command(), environment, folder.root());
  }

  private void prepareDatabase(Path fixtures) {
    Instant begin = Instant.now();
    Path log = folder.folder("logs").resolve("snf-admin.log");
    ProcessBuilder builder =
        new ProcessBuilder(parts.administration("load", "--migrate", fixtures.toString()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .redirectErrorStream(true);
    folder.emptyFolder(CloudParts.temporaryFolder("snf-admin"));
    builder.environment().keySet().removeIf(name -> !InheritedEnvironment.holds(name));
    builder.environment().putAll(parts.databaseEnvironment());
    try {
      Process administration = builder.start();
      if (!administration.waitFor(START_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        administration.destroyForcibly();
        throw new IllegalStateException("The database could not be prepared in time; see " + log);
      }
      if (administration.exitValue() != 0) {
        throw new IllegalStateException("The database could not be prepared; see " + log);
      }
      progress.accept("schema is up to date (%.1f s)".formatted(secondsSince(begin)));
    } catch (IOException e) {
      throw new UncheckedIOException("snf-admin can't be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private static boolean named(List<Part> parts, String name) {
    return parts.stream().anyMatch(part -> part.name().equals(name));
  }

  private static double secondsSince(Instant begin) {
    return Duration.between(begin, Instant.now()).toMillis() / 1000.0;
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
