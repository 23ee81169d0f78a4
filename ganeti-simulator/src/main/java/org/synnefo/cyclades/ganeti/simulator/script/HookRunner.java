package org.synnefo.cyclades.ganeti.simulator.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.synnefo.cyclades.ganeti.simulator.cluster.Cluster;

/**
 * Runs post hooks: the executables in {@code <hook>-post.d}, ordered by name. As in Ganeti, names
 * with characters other than letters, digits, {@code -} and {@code _} are skipped.
 */
public final class HookRunner {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]+");
  private static final Path ROOT = Path.of("/");

  private final Path hooks;
  private final Cluster cluster;
  private final HookEnvironment environment;

  public HookRunner(Path hooks, Cluster cluster, Path data) {
    this.hooks = hooks;
    this.cluster = cluster;
    this.environment = new HookEnvironment(cluster, data.toString());
  }

  /**
   * Runs the hooks of a successful operation. A failing hook changes nothing.
   *
   * @param warnings receives a warning for each failure
   */
  public void run(HookEvent event, Consumer<String> warnings) throws InterruptedException {
    List<Path> scripts = scripts(event.hook() + "-post.d");
    if (scripts.isEmpty()) {
      return;
    }
    Map<String, String> variables = environment.of(event);
    for (Path script : scripts) {
      run(script, variables, warnings);
    }
  }

  private void run(Path script, Map<String, String> variables, Consumer<String> warnings)
      throws InterruptedException {
    try {
      Path output = Files.createTempFile("hook", ".out");
      try {
        int code = ScriptProcess.run(script, ROOT, variables, output.toFile());
        if (code != 0) {
          String text = Files.readString(output).strip();
          warnings.accept(
              "On %s script %s failed, output: %s"
                  .formatted(
                      cluster.node().name(),
                      script.getFileName(),
                      text.isEmpty() ? "(no output)" : text));
        }
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException | UncheckedIOException e) {
      warnings.accept(
          "On %s script %s failed, output: %s"
              .formatted(cluster.node().name(), script.getFileName(), e.getMessage()));
    }
  }

  private List<Path> scripts(String directory) {
    Path path = hooks.resolve(directory);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't list " + path, e);
    }
  }
}
