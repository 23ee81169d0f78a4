package org.synnefo.cyclades.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.synnefo.cyclades.local.settings.CloudFolder;
import org.synnefo.cyclades.local.settings.CloudSettings;
import org.synnefo.cyclades.local.tour.ComputeClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A cloud in a folder of its own, driven by the program that users start; goes down at the end. */
public final class LocalCloud implements AutoCloseable {

  private static final int MINUTES = 5;

  private final Path data;
  private final Map<String, String> environment;

  LocalCloud(Path data) {
    this(data, Map.of());
  }

  /**
   * @param environment is added to that of every part
   */
  public LocalCloud(Path data, Map<String, String> environment) {
    this.data = data;
    this.environment = environment;
  }

  /** What a command left: its exit status and all that it printed. */
  public record Outcome(int status, String output) {}

  /** Brings the cloud up on free ports. */
  public LocalCloud up(String... options) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("up", "--ports", "any"));
    arguments.addAll(List.of(options));
    Outcome outcome = run(arguments.toArray(String[]::new));
    assertThat(outcome.status()).as(outcome.output()).isZero();
    return this;
  }

  public Outcome run(String... arguments) throws IOException, InterruptedException {
    Path classes = Path.of("target/classes").toRealPath();
    Path libraries = Path.of("target/lib").toRealPath();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dcyclades.home=" + Path.of("..").toRealPath(),
                "-cp",
                classes + File.pathSeparator + libraries.resolve("*"),
                "org.synnefo.cyclades.local.command.Cyclades"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--data", data.toString()));
    Path output = Files.createTempFile("cyclades", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    String printed = Files.readString(output);
    Files.delete(output);
    assertThat(ended).as("%s%n%s", String.join(" ", arguments), printed).isTrue();
    return new Outcome(process.exitValue(), printed);
  }

  public CloudSettings settings() {
    return new CloudFolder(data).settings().orElseThrow();
  }

  /** The API, as the first tenant. */
  public ComputeClient api() {
    return new ComputeClient(settings().apiUrl(), settings().secrets().firstToken());
  }

  /** What {@code status -o json} tells of a part. */
  JsonNode part(String name) throws IOException, InterruptedException {
    JsonNode status = new ObjectMapper().readTree(run("status", "-o", "json").output());
    for (JsonNode part : status.get("parts")) {
      if (part.get("part").asText().equals(name)) {
        return part;
      }
    }
    throw new AssertionError("There is no part " + name + " in " + status);
  }

  /** The process of a part. */
  ProcessHandle process(String name) throws IOException, InterruptedException {
    return ProcessHandle.of(part(name).get("pid").asLong()).orElseThrow();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("down");
  }
}
