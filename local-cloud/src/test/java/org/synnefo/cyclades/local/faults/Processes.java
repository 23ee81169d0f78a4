package org.synnefo.cyclades.local.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.synnefo.cyclades.local.parts.Part;
import org.synnefo.cyclades.local.parts.Readiness;
import org.synnefo.cyclades.local.process.BackgroundProcess;
import org.synnefo.cyclades.local.settings.CloudFolder;

import static org.assertj.core.api.Assertions.assertThat;

/** The processes of a cloud: started, killed, frozen. */
final class Processes {

  private final CloudFolder folder;
  private final Map<String, String> environment;

  /**
   * @param environment is added to that of every part
   */
  Processes(CloudFolder folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  Optional<ProcessHandle> running(String name) {
    return new BackgroundProcess(name, folder.folder("run"), folder.folder("logs")).running();
  }

  /** Starts a part that does not run, and does not wait for it. */
  void launch(Part part) {
    try {
      if (part.readiness() instanceof Readiness.FileWritten written) {
        Files.deleteIfExists(written.file());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> whole = new LinkedHashMap<>(environment);
    whole.putAll(part.environment());
    new BackgroundProcess(part.name(), folder.folder("run"), folder.folder("logs"))
        .start(part.command(), whole, folder.root());
  }

  /** Ends a part at once, with all its processes, as a power failure does. */
  void kill(String name) {
    running(name).ifPresent(Processes::kill);
  }

  /** Ends the database's own processes, which are not children of the part's for long. */
  void killPostmaster() {
    Path file = folder.root().resolve("database/postmaster.pid");
    if (Files.exists(file)) {
      try {
        ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).strip()))
            .ifPresent(Processes::kill);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void kill(ProcessHandle process) {
    List<ProcessHandle> family = Stream.concat(Stream.of(process), process.descendants()).toList();
    family.forEach(ProcessHandle::destroyForcibly);
    family.forEach(member -> member.onExit().join());
  }

  /** Sends a part a signal: {@code STOP} halts it wherever it is, {@code CONT} lets it go on. */
  void signal(String name, String signal) {
    long pid = running(name).orElseThrow().pid();
    run(new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(signal, pid)));
  }

  /** Runs a program to its end, and returns what it printed. */
  static String run(ProcessBuilder program) {
    try {
      Path output = Files.createTempFile("program", ".out");
      int status =
          program.redirectErrorStream(true).redirectOutput(output.toFile()).start().waitFor();
      String printed = Files.readString(output);
      Files.delete(output);
      assertThat(status).as("%s: %s", String.join(" ", program.command()), printed).isZero();
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
