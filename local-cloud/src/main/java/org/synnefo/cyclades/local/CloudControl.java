package org.synnefo.cyclades.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.synnefo.cyclades.local.archive.ClassArchive;
import org.synnefo.cyclades.local.archive.ClassArchives;
import org.synnefo.cyclades.local.parts.CloudParts;
import org.synnefo.cyclades.local.parts.Part;
import org.synnefo.cyclades.local.process.BackgroundProcess;
import org.synnefo.cyclades.local.process.InheritedEnvironment;
import org.synnefo.cyclades.local.settings.CloudFolder;
import org.synnefo.cyclades.local.start.Step;
import org.synnefo.cyclades.local.start.Steps;

/** Starts, watches and stops the parts of a cloud. */
public final class CloudControl {

  /** How long a part may take to stop; then it is killed. */
  static final Duration STOP_PATIENCE = Duration.ofSeconds(25);

  /** The same for one that records an archive of its classes when it ends. */
  private static final Duration RECORDING_PATIENCE = Duration.ofSeconds(120);

  private static final Duration SCHEMA_PATIENCE = Duration.ofSeconds(120);

  private final CloudFolder folder;
  private final CloudParts parts;
  private final ClassArchives archives;
  private final Consumer<String> progress;

  /**
   * @param archives of the classes of all programs
   * @param progress is told what happens, a line each
   */
  public CloudControl(
      CloudFolder folder, CloudParts parts, ClassArchives archives, Consumer<String> progress) {
    this.folder = folder;
    this.parts = parts;
    this.archives = archives;
    this.progress = progress;
  }

  /** What is known of a part. */
  public record PartState(
      String part, boolean running, boolean ready, long pid, long residentKilobytes) {}

  /** Brings up what does not run, side by side where it can; returns when everything is ready. */
  public void up(Path fixtures) {
    Instant begin = Instant.now();
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(CloudParts.DATABASE_FOLDER, List.of(), () -> parts.prepareDatabase(progress)));
    parts.infrastructure().forEach(part -> steps.add(startOf(part, begin)));
    steps.add(
        new Step(CloudParts.SCHEMA, List.of(CloudParts.DATABASE), () -> prepareDatabase(fixtures)));
    parts.services().forEach(part -> steps.add(startOf(part, begin)));
    Steps.run(steps);
  }

  /** Stops everything: the services side by side, then the rest, the database last of all. */
  public void down() {
    Steps.run(
        parts.services().stream()
            .map(part -> new Step(part.name(), List.of(), () -> stop(part)))
            .toList());
    List<Part> infrastructure = new ArrayList<>(parts.infrastructure());
    Collections.reverse(infrastructure);
    infrastructure.forEach(this::stop);
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

  private Step startOf(Part part, Instant begin) {
    return new Step(
        part.name(),
        part.needs(),
        () -> {
          new PartStart(part, process(part), archive(part), folder).run();
          progress.accept("%s is ready (%.1f s)".formatted(part, secondsSince(begin)));
        });
  }

  private void stop(Part part) {
    BackgroundProcess process = process(part);
    Optional<ProcessHandle> running = process.running();
    if (running.isEmpty()) {
      return;
    }
    boolean records =
        running.get().info().commandLine().filter(ClassArchive::isRecordedBy).isPresent();
    Duration patience = records ? RECORDING_PATIENCE : STOP_PATIENCE;
    boolean inTime =
        switch (part.stop()) {
          case TERMINATE -> process.stop(patience);
          case INTERRUPT -> process.interrupt(patience);
        };
    archive(part).ifPresent(inTime ? ClassArchive::keepRecording : ClassArchive::discardRecording);
    progress.accept("%s stopped".formatted(part));
  }

  private Optional<ClassArchive> archive(Part part) {
    return archives.of(part.name(), part.command());
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
      try {
        if (!administration.waitFor(SCHEMA_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          throw new IllegalStateException("The database could not be prepared in time; see " + log);
        }
      } finally {
        administration.destroyForcibly();
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

  private static double secondsSince(Instant begin) {
    return Duration.between(begin, Instant.now()).toMillis() / 1000.0;
  }
}
