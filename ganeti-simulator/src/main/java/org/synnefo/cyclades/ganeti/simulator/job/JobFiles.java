package org.synnefo.cyclades.ganeti.simulator.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.synnefo.cyclades.ganeti.simulator.json.AtomicFile;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;

/**
 * The directory of the job queue, with Ganeti's layout: {@code job-N}, {@code serial}, {@code
 * version}, and {@code archive/M/job-N} with M = N / 10000. Files are created by renaming.
 */
public final class JobFiles {

  private static final Pattern NAME = Pattern.compile("job-([0-9]+)");
  private static final int ARCHIVE_SIZE = 10_000;

  private final Path directory;
  private final AtomicLong written = new AtomicLong();
  private final long processId = ProcessHandle.current().pid();

  /** Creates the directory if it does not exist. */
  public JobFiles(Path directory) {
    this.directory = directory;
    try {
      Files.createDirectories(directory.resolve("archive"));
      write("version", "1\n");
      Files.write(directory.resolve("lock"), new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't use the queue directory " + directory, e);
    }
  }

  private void write(String name, String content) {
    AtomicFile.write(
        directory.resolve(name), temporary(name), content.getBytes(StandardCharsets.US_ASCII));
  }

  private String temporary(String name) {
    return name + "-" + processId + "-" + written.incrementAndGet() + ".tmp";
  }

  /** The id of the newest job; 0 if there is none. */
  long serial() {
    Path serial = directory.resolve("serial");
    try {
      return Files.exists(serial) ? Long.parseLong(Files.readString(serial).strip()) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read " + serial, e);
    }
  }

  void writeSerial(long serial) {
    write("serial", serial + "\n");
  }

  void write(Job job) {
    String name = "job-" + job.id();
    AtomicFile.write(directory.resolve(name), temporary(name), PythonJson.bytes(job));
  }

  /** Reads a job of the queue or the archive. */
  Optional<Job> read(long id) {
    Optional<Job> job = read(directory.resolve("job-" + id));
    return job.isPresent() ? job : read(archived(id));
  }

  private static Optional<Job> read(Path file) {
    try {
      return Optional.of(PythonJson.value(PythonJson.parse(Files.readAllBytes(file)), Job.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read " + file, e);
    }
  }

  /** The jobs in the queue, without the archive, oldest first. */
  List<Long> ids() {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> NAME.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(name -> Long.valueOf(name.group(1)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't list " + directory, e);
    }
  }

  void archive(long id) {
    Path target = archived(id);
    try {
      Files.createDirectories(target.getParent());
      Files.move(directory.resolve("job-" + id), target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't archive job " + id, e);
    }
  }

  private Path archived(long id) {
    return directory.resolve("archive/" + id / ARCHIVE_SIZE + "/job-" + id);
  }
}
