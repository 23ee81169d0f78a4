package org.synnefo.cyclades.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * A tar archive, compressed with xz. It is read as a stream: a heap of 32 MiB is enough, whatever
 * its size.
 */
final class Archive {

  /** Each waits for the disk, which writes for many at once. */
  private static final int WRITERS = 32;

  private static final int OWNER_EXECUTES = 0100;

  private Archive() {}

  /** Unpacks it to a folder that is there and empty, and returns when all of it is on the disk. */
  static void unpack(InputStream compressed, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(compressed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, folder);
      }
    }
    writeThrough(folder);
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    Path file = folder.resolve(entry.getName()).normalize();
    if (!file.startsWith(folder)) {
      throw new IOException("The archive has a file outside of it: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
    } else if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.createDirectories(file.getParent());
      Files.copy(tar, file);
      Files.setPosixFilePermissions(file, permissions(entry));
    }
  }

  private static Set<PosixFilePermission> permissions(TarArchiveEntry entry) {
    Set<PosixFilePermission> permissions =
        EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    if ((entry.getMode() & OWNER_EXECUTES) != 0) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
    }
    return permissions;
  }

  private static void writeThrough(Path folder) throws IOException {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Future<?> written :
          files
              .filter(file -> !Files.isSymbolicLink(file))
              .<Future<?>>map(file -> writers.submit(() -> force(file)))
              .toList()) {
        written.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("The unpacked files can't be written to the disk", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    } finally {
      writers.shutdownNow();
    }
  }

  /** Returns when a file, or the list of a folder's files, is on the disk. */
  static void force(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
