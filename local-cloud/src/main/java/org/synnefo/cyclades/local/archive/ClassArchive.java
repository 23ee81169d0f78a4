package org.synnefo.cyclades.local.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * An archive of the classes that one program loads, for the virtual machine that runs it. A run
 * without it records it when it ends, under another name; what was recorded whole takes its place.
 *
 * @param program whose classes they are; the archive's name begins with it
 * @param file where it is, once it is whole
 * @param recording what a run of this cloud writes at its end
 */
public record ClassArchive(String program, Path file, Path recording) {

  private static final String RECORDS = "-XX:ArchiveClassesAtExit=";

  /** The virtual machine tells of each class that can't be in an archive, and there are many. */
  private static final String QUIET = "-Xlog:cds*=off";

  /** Whether it is there to be used. */
  public boolean exists() {
    return Files.exists(file);
  }

  /** What the virtual machine is told: to use it or, if it is not there, to record it. */
  public List<String> options() {
    return List.of(exists() ? "-XX:SharedArchiveFile=" + file : RECORDS + recording, QUIET);
  }

  /** Whether a process with this command line records an archive at its end, which takes time. */
  public static boolean isRecordedBy(String commandLine) {
    return commandLine.contains(RECORDS);
  }

  /** Keeps what a run has recorded that ended in order; older archives of the program go. */
  public void keepRecording() {
    try {
      if (Files.exists(recording)) {
        Files.move(recording, file, StandardCopyOption.ATOMIC_MOVE);
        removeOthers();
      }
    } catch (NoSuchFileException takenByAnotherCloud) {
      // It has recorded the same.
    } catch (IOException e) {
      throw new UncheckedIOException("The archive can't be kept: " + file, e);
    }
  }

  /** Removes what a run has left that did not end in order. */
  public void discardRecording() {
    delete(recording);
  }

  /** Removes it: it is suspected to be broken. */
  public void discard() {
    delete(file);
  }

  private void removeOthers() throws IOException {
    try (Stream<Path> files = Files.list(file.getParent())) {
      files
          .filter(other -> other.getFileName().toString().startsWith(program + "-"))
          .filter(other -> !other.equals(file))
          .forEach(ClassArchive::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The archive can't be deleted: " + file, e);
    }
  }
}
