package org.synnefo.cyclades.ganeti.tools.jobqueue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoint on disk. It is replaced by renaming, so that it is never half-written. */
final class CheckpointFile {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointFile.class);

  private final ObjectMapper json = JsonMapper.builder().build();
  private final Path file;

  CheckpointFile(Path file) {
    this.file = file;
  }

  /**
   * Reads the last checkpoint; empty if there is none. An unreadable file counts as an empty
   * checkpoint: publishing changes twice is better than losing them.
   */
  Optional<Checkpoint> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    byte[] content = Files.readAllBytes(file);
    try {
      return Optional.of(new Checkpoint(json.readValue(content, Checkpoint.Snapshot.class)));
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} is invalid, publishing every job again: {}", file, e.getMessage());
      return Optional.of(new Checkpoint());
    }
  }

  void write(Checkpoint position) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    Path next = directory.resolve(file.getFileName() + ".new");
    try (FileChannel channel =
            FileChannel.open(
                next,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        OutputStream output = Channels.newOutputStream(channel)) {
      output.write(json.writeValueAsBytes(position.snapshot()));
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
