package org.synnefo.cyclades.ganeti.tools.jobqueue;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Ganeti's job queue: {@code job-N} for each job, {@code archive/<N div 10000>/job-N} for archived
 * ones. Other files that start with such a name are temporary files of Ganeti.
 */
final class JobQueueDirectory {

  private static final String PREFIX = "job-";
  private static final int MAX_DIGITS = 18;
  private static final int JOBS_PER_ARCHIVE_DIRECTORY = 10_000;

  private final Path directory;

  JobQueueDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * Identifies a version of a file. Ganeti replaces files by renaming, so the inode changes every
   * time.
   *
   * @param modified in nanoseconds since the epoch
   */
  record Version(long modified, long size, Object inode) {}

  /** The number in the name of a job file; empty for any other name. */
  static OptionalLong jobId(String fileName) {
    int digits = fileName.length() - PREFIX.length();
    if (!fileName.startsWith(PREFIX) || digits < 1 || digits > MAX_DIGITS) {
      return OptionalLong.empty();
    }
    for (int i = PREFIX.length(); i < fileName.length(); i++) {
      if (fileName.charAt(i) < '0' || fileName.charAt(i) > '9') {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.of(Long.parseLong(fileName, PREFIX.length(), fileName.length(), 10));
  }

  Path directory() {
    return directory;
  }

  Path file(long id) {
    return directory.resolve(PREFIX + id);
  }

  Path archivedFile(long id) {
    return directory
        .resolve("archive")
        .resolve(Long.toString(id / JOBS_PER_ARCHIVE_DIRECTORY))
        .resolve(PREFIX + id);
  }

  /** The version of a file; empty if it does not exist. */
  static Optional<Version> version(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          new Version(
              attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
              attributes.size(),
              attributes.fileKey()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** The jobs in the queue, lowest number first. */
  SortedMap<Long, Version> list() throws IOException {
    return list(directory, 0);
  }

  /** The archived jobs with a higher number, lowest first. */
  SortedMap<Long, Version> listArchiveAbove(long id) throws IOException {
    SortedMap<Long, Version> jobs = new TreeMap<>();
    Path archive = directory.resolve("archive");
    if (!Files.isDirectory(archive)) {
      return jobs;
    }
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(archive)) {
      for (Path part : directories) {
        String name = part.getFileName().toString();
        if (name.matches("[0-9]{1,12}")
            && Long.parseLong(name) >= id / JOBS_PER_ARCHIVE_DIRECTORY
            && Files.isDirectory(part)) {
          jobs.putAll(list(part, id));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return jobs;
  }

  private static SortedMap<Long, Version> list(Path directory, long above) throws IOException {
    SortedMap<Long, Version> jobs = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, PREFIX + "*")) {
      for (Path file : files) {
        OptionalLong id = jobId(file.getFileName().toString());
        if (id.isPresent() && id.getAsLong() > above) {
          version(file).ifPresent(version -> jobs.put(id.getAsLong(), version));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return jobs;
  }
}
