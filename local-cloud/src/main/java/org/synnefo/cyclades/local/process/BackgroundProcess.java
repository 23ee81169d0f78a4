package org.synnefo.cyclades.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A process that outlives the command that started it. Its id and start time are in {@code
 * <name>.pid}, so that a number that the system gave to another process since is not taken for it;
 * what it prints is in {@code <name>.log}.
 */
public final class BackgroundProcess {

  private static final int LOG_TAIL_BYTES = 4000;

  private final String name;
  private final Path pidFile;
  private final Path logFile;

  public BackgroundProcess(String name, Path runFolder, Path logFolder) {
    this.name = name;
    this.pidFile = runFolder.resolve(name + ".pid");
    this.logFile = logFolder.resolve(name + ".log");
  }

  public String name() {
    return name;
  }

  public Path logFile() {
    return logFile;
  }

  /** Starts it, away from this terminal, unless it runs. */
  public void start(List<String> command, Map<String, String> environment, Path workingFolder) {
    if (running().isPresent()) {
      return;
    }
    List<String> detached = new ArrayList<>(detacher());
    detached.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(detached)
            .directory(workingFolder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()))
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> !InheritedEnvironment.holds(name));
    builder.environment().putAll(environment);
    try {
      ProcessHandle handle = builder.start().toHandle();
      Files.writeString(
          pidFile, "%d %s".formatted(handle.pid(), startTime(handle)), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("%s can't be started: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** The process, if it was started and has not ended. */
  public Optional<ProcessHandle> running() {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    try {
      String[] recorded = Files.readString(pidFile, StandardCharsets.UTF_8).strip().split(" ", 2);
      return ProcessHandle.of(Long.parseLong(recorded[0]))
          .filter(ProcessHandle::isAlive)
          .filter(handle -> recorded.length < 2 || startTime(handle).equals(recorded[1]));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * Asks it to end, and ends it if it has not after the grace period. Its children, which it should
   * have ended itself, go with it.
   *
   * @return whether it ended within the grace period
   */
  public boolean stop(Duration grace) {
    return stop(ProcessHandle::destroy, grace);
  }

  /** The same for a process that is asked by SIGINT. */
  public boolean interrupt(Duration grace) {
    return stop(BackgroundProcess::interrupt, grace);
  }

  private boolean stop(Consumer<ProcessHandle> ask, Duration grace) {
    boolean inTime = running().map(handle -> end(handle, ask, grace)).orElse(true);
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The file of %s can't be deleted: %s".formatted(name, pidFile), e);
    }
    return inTime;
  }

  private static boolean end(ProcessHandle handle, Consumer<ProcessHandle> ask, Duration grace) {
    List<ProcessHandle> family = Stream.concat(handle.descendants(), Stream.of(handle)).toList();
    ask.accept(handle);
    boolean inTime = awaitEnd(handle, grace);
    if (!inTime) {
      handle.destroyForcibly();
      awaitEnd(handle, grace);
    }
    family.forEach(ProcessHandle::destroy);
    return inTime;
  }

  /** The last lines that it printed. */
  public String logTail() {
    try {
      byte[] log = Files.exists(logFile) ? Files.readAllBytes(logFile) : new byte[0];
      int from = Math.max(0, log.length - LOG_TAIL_BYTES);
      return new String(log, from, log.length - from, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "";
    }
  }

  private static void interrupt(ProcessHandle handle) {
    try {
      new ProcessBuilder("sh", "-c", "kill -INT " + handle.pid()).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("Process %d can't be stopped".formatted(handle.pid()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean awaitEnd(ProcessHandle handle, Duration patience) {
    try {
      handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return !handle.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String startTime(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::toString).orElse("");
  }

  /**
   * A session of its own where the system has setsid, so that closing the terminal does not end the
   * cloud.
   */
  private static List<String> detacher() {
    return Stream.of("/usr/bin/setsid", "/bin/setsid", "/usr/bin/nohup")
        .filter(program -> Files.isExecutable(Path.of(program)))
        .findFirst()
        .map(List::of)
        .orElse(List.of());
  }
}
