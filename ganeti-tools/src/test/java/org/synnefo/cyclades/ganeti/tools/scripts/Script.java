package org.synnefo.cyclades.ganeti.tools.scripts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.synnefo.cyclades.model.message.InvalidMessageException;
import org.synnefo.cyclades.model.message.Message;
import org.synnefo.cyclades.model.message.MessageJson;

/** Runs the shell scripts in {@code deploy/ganeti}. */
final class Script {

  static final Path DIRECTORY = Path.of("..", "deploy", "ganeti").toAbsolutePath().normalize();

  private Script() {}

  record Result(int status, String output) {}

  /** Runs with only this environment, as Ganeti runs hooks. */
  static Result run(Map<String, String> environment, Object... command) {
    try {
      Process process = start(environment, command);
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command[0] + " does not end: " + output);
      }
      return new Result(process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static Process start(Map<String, String> environment, Object... command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Stream.of(command).map(Object::toString).toList())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** The recorded environment of a hook. */
  static Map<String, String> recorded(String name) {
    Map<String, String> environment = new LinkedHashMap<>();
    try (InputStream sample = Script.class.getResourceAsStream("/hooks/" + name + ".env")) {
      new String(sample.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("=", 2))
          .filter(parts -> !parts[0].equals("PATH"))
          .forEach(parts -> environment.put(parts[0], parts[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return environment;
  }

  /** The messages in a spool directory, ordered by name; unfinished files are ignored. */
  static List<Message> messages(Path spool) {
    List<Message> messages = new ArrayList<>();
    try (Stream<Path> files = Files.list(spool)) {
      for (Path file : files.filter(Script::isWhole).sorted().toList()) {
        messages.add(MessageJson.read(Files.readAllBytes(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidMessageException e) {
      throw new AssertionError(e);
    }
    return messages;
  }

  private static boolean isWhole(Path file) {
    return !file.getFileName().toString().startsWith(".");
  }
}
