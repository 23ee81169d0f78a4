package org.synnefo.cyclades.ganeti.simulator.script;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Runs a program like Ganeti does: with exactly the given environment, and no input. */
final class ScriptProcess {

  /** The search path that Ganeti gives to hooks and OS scripts. */
  static final String PATH = "/sbin:/bin:/usr/sbin:/usr/bin";

  private ScriptProcess() {}

  /**
   * Runs the program until it ends, and kills it if the simulator stops.
   *
   * @param output file for standard output and standard error
   * @return the exit code
   */
  static int run(Path program, Path directory, Map<String, String> environment, File output)
      throws InterruptedException {
    Process process = start(program, directory, environment, output);
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      try (Stream<ProcessHandle> children = process.descendants()) {
        children.forEach(ProcessHandle::destroyForcibly);
      }
      process.destroyForcibly();
      throw e;
    }
  }

  private static Process start(
      Path program, Path directory, Map<String, String> environment, File output) {
    ProcessBuilder builder =
        new ProcessBuilder(program.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(output);
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't run " + program, e);
    }
  }
}
