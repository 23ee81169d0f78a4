package org.synnefo.cyclades.ganeti.tools;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;

/** A job queue directory that is written as Ganeti does it: to a temporary file, then renamed. */
public final class QueueFixture {

  private final Path directory;
  private final AtomicInteger serial = new AtomicInteger();

  public QueueFixture(Path directory) {
    this.directory = directory;
  }

  public static String sample(String name) {
    try (InputStream sample = QueueFixture.class.getResourceAsStream("/queue/" + name + ".job")) {
      return new String(sample.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A job with one opcode on an instance. */
  public static String job(long id, String instance, String status) {
    return job(id, 1_795_400_000L + id, instance, status);
  }

  public static String job(long id, long received, String instance, String... statuses) {
    StringBuilder opcodes = new StringBuilder();
    for (String status : statuses) {
      opcodes
          .append(opcodes.isEmpty() ? "" : ", ")
          .append(
              """
              {"input": {"OP_ID": "OP_INSTANCE_STARTUP", "instance_name": "%s"}, "status": "%s",
               "result": null, "log": [], "start_timestamp": [%d, 5], "exec_timestamp": null,
               "end_timestamp": null}"""
                  .formatted(instance, status, received + 1));
    }
    return """
        {"id": %d, "ops": [%s], "received_timestamp": [%d, 123456], "end_timestamp": null}"""
        .formatted(id, opcodes, received);
  }

  public Path write(long id, String content) {
    try {
      Path temporary = directory.resolve("job-%d%d.new".formatted(id, serial.incrementAndGet()));
      Files.writeString(temporary, content);
      return Files.move(
          temporary,
          directory.resolve("job-" + id),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void archive(long id) {
    try {
      Path archive = Files.createDirectories(directory.resolve("archive/" + id / 10_000));
      Files.move(directory.resolve("job-" + id), archive.resolve("job-" + id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
