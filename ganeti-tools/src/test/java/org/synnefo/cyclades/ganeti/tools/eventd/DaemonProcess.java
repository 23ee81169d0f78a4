package org.synnefo.cyclades.ganeti.tools.eventd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.awaitility.Awaitility.await;

/** The daemon as a separate process, with the heap size of its unit file. */
final class DaemonProcess implements AutoCloseable {

  private final Path directory;
  private final List<String> options;
  private final Map<String, String> environment;
  private Process process;

  /**
   * @param directory for the state, the ready file and the log
   */
  DaemonProcess(Path directory, Map<String, String> environment, List<String> options) {
    this.directory = directory;
    this.environment = environment;
    this.options = List.copyOf(options);
  }

  DaemonProcess start() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                EventDaemon.class.getName(),
                "--rescan-seconds=1",
                "--state=" + directory.resolve("position.json"),
                "--ready-file=" + readyFile()));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
            .start();
    return this;
  }

  DaemonProcess awaitReady() {
    await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(readyFile()));
    return this;
  }

  Path readyFile() {
    return directory.resolve("ready");
  }

  Path logFile() {
    return directory.resolve("log");
  }

  String log() throws IOException {
    return Files.readString(logFile());
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * @return the exit status
   */
  int terminate() throws InterruptedException {
    process.destroy();
    return awaitEnd();
  }

  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new AssertionError("the daemon does not end");
    }
    return process.exitValue();
  }

  /** Resident memory in KiB. */
  long residentKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null) {
      kill();
    }
  }
}
