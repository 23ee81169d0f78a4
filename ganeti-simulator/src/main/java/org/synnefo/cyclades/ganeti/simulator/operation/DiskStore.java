package org.synnefo.cyclades.ganeti.simulator.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.synnefo.cyclades.ganeti.simulator.cluster.Cluster;
import org.synnefo.cyclades.ganeti.simulator.cluster.Disk;
import org.synnefo.cyclades.ganeti.simulator.cluster.Instance;
import org.synnefo.cyclades.ganeti.simulator.job.OperationFailure;

/** The disks of instances, which are sparse files. */
final class DiskStore {

  private static final long MEBIBYTE = 1L << 20;

  private final Path directory;

  DiskStore(Path directory) {
    this.directory = directory;
  }

  /** Builds the requested disks, without creating their files. */
  List<Disk> plan(String instance, JsonNode parameters) throws OperationFailure {
    List<Disk> disks = new ArrayList<>();
    for (JsonNode disk : parameters) {
      disks.add(plan(instance, disks.size(), disk));
    }
    return disks;
  }

  Disk plan(String instance, int index, JsonNode parameters) throws OperationFailure {
    JsonNode size = parameters.path("size");
    if (size.isMissingNode()) {
      throw OperationFailure.prerequisite("Missing disk size", ErrorCode.WRONG_INPUT);
    }
    if (!size.canConvertToLong() || size.asLong() <= 0) {
      throw OperationFailure.prerequisite(
          "Invalid disk size '" + size.asText() + "'", ErrorCode.WRONG_INPUT);
    }
    String file = Cluster.newUuid() + ".file.disk" + index;
    return new Disk(
        Cluster.newUuid(),
        parameters.path("name").asText(null),
        size.asLong(),
        directory.resolve(instance).resolve(file).toAbsolutePath().toString());
  }

  void make(Disk disk) {
    Path file = Path.of(disk.path());
    try {
      Files.createDirectories(file.getParent());
      try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
        sparse.setLength(disk.size() * MEBIBYTE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Can't create " + file, e);
    }
  }

  void delete(Disk disk) {
    try {
      Files.deleteIfExists(Path.of(disk.path()));
    } catch (IOException e) {
      throw new UncheckedIOException("Can't delete " + disk.path(), e);
    }
  }

  void delete(Instance instance) {
    instance.disks().forEach(this::delete);
    try {
      Files.deleteIfExists(directory.resolve(instance.name()));
    } catch (IOException e) {
      throw new UncheckedIOException("Can't delete the disks of " + instance.name(), e);
    }
  }

  /** Formats a size like Ganeti's logs: {@code 512M}, {@code 1.0G}. */
  static String text(long mebibytes) {
    if (mebibytes < 1024) {
      return mebibytes + "M";
    }
    double gibibytes = mebibytes / 1024.0;
    return gibibytes < 1024
        ? String.format(Locale.ROOT, "%.1fG", gibibytes)
        : String.format(Locale.ROOT, "%.1fT", gibibytes / 1024);
  }
}
