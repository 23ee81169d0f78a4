package org.synnefo.cyclades.local.parts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What was built: the jars, and how each is run. The images of {@code deploy} run the same. */
public final class Program {

  private static final String VERSION = "1.0.0-SNAPSHOT";

  /** For what does little: it starts faster, and takes less memory. */
  private static final String LIGHT_COMPILER = "-XX:TieredStopAtLevel=1";

  private final Path home;

  public Program(Path home) {
    this.home = home;
  }

  /** A Quarkus service of a module: it lives long, so its code is worth optimising. */
  public List<String> service(String module, int heapMegabytes, List<String> options) {
    return java(quarkusJar(module), heapMegabytes, options);
  }

  /** A plain program, with everything that it needs in one jar. */
  public List<String> plain(String module, int heapMegabytes) {
    return java(
        home.resolve(module).resolve("target/%s-%s-all.jar".formatted(module, VERSION)),
        heapMegabytes,
        List.of(LIGHT_COMPILER));
  }

  /** A file of the checkout. */
  public Path file(String name) {
    return home.resolve(name);
  }

  private Path quarkusJar(String module) {
    return home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
  }

  private static List<String> java(Path jar, int heapMegabytes, List<String> options) {
    if (!Files.exists(jar)) {
      throw new IllegalStateException(
          "%s is missing; build it with ./mvnw -Dquick package".formatted(jar));
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command =
        new ArrayList<>(
            List.of(
                java.toString(),
                "-Xmx%dm".formatted(heapMegabytes),
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(options);
    command.addAll(List.of("-jar", jar.toString()));
    return command;
  }
}
