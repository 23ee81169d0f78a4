package org.synnefo.cyclades.ganeti.tools.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synnefo.cyclades.ganeti.tools.publish.BrokerUnavailableException;
import org.synnefo.cyclades.ganeti.tools.publish.OutgoingMessage;
import org.synnefo.cyclades.ganeti.tools.publish.Publisher;
import org.synnefo.cyclades.model.message.CreateProgress;
import org.synnefo.cyclades.model.message.InvalidMessageException;
import org.synnefo.cyclades.model.message.Message;
import org.synnefo.cyclades.model.message.MessageJson;
import org.synnefo.cyclades.model.message.NetworkStatus;

/**
 * Publishes the messages in the spool directory. Each {@code *.json} file is the body of one
 * message. The oldest is sent first, and a file is deleted once the broker has confirmed it.
 * Invalid files are moved to {@code rejected/}. Files may appear and disappear at any time. Not
 * thread-safe.
 */
public final class SpoolDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(SpoolDirectory.class);

  private static final int MAX_BYTES = 64 * 1024;

  /** Maximum number of names held in memory, no matter how many files there are. */
  private static final int MAX_NAMES = 2000;

  private static final Comparator<Entry> OLDEST_FIRST =
      Comparator.comparing(Entry::modified).thenComparing(Entry::file);

  private final Path directory;

  /**
   * Files that can be neither sent nor moved. They are skipped, so that they don't block others.
   */
  private final Set<Path> stuck = new HashSet<>();

  private record Entry(Path file, FileTime modified) {}

  private record SpooledMessage(Path file, OutgoingMessage message) {}

  public SpoolDirectory(Path directory) {
    this.directory = directory;
  }

  public Path directory() {
    return directory;
  }

  /**
   * Publishes all messages in the directory.
   *
   * @throws IOException if the directory can't be listed
   */
  public void sendAll(Publisher publisher) throws IOException, BrokerUnavailableException {
    List<Entry> entries = oldest();
    while (!entries.isEmpty()) {
      for (int from = 0; from < entries.size(); from += Publisher.BATCH) {
        send(entries.subList(from, Math.min(from + Publisher.BATCH, entries.size())), publisher);
      }
      entries = entries.size() == MAX_NAMES ? oldest() : List.of();
    }
  }

  private List<Entry> oldest() throws IOException {
    PriorityQueue<Entry> entries = new PriorityQueue<>(OLDEST_FIRST.reversed());
    Set<Path> stillStuck = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "[!.]*.json")) {
      for (Path file : files) {
        if (stuck.contains(file)) {
          stillStuck.add(file);
          continue;
        }
        Optional<FileTime> modified = modified(file);
        if (modified.isPresent()) {
          entries.add(new Entry(file, modified.get()));
        }
        if (entries.size() > MAX_NAMES) {
          entries.poll();
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    stuck.retainAll(stillStuck);
    return entries.stream().sorted(OLDEST_FIRST).toList();
  }

  private static Optional<FileTime> modified(Path file) throws IOException {
    try {
      return Optional.of(Files.getLastModifiedTime(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private void send(List<Entry> entries, Publisher publisher) throws BrokerUnavailableException {
    List<SpooledMessage> letters = new ArrayList<>();
    for (Entry entry : entries) {
      read(entry).ifPresent(letters::add);
    }
    if (letters.isEmpty()) {
      return;
    }
    publisher.publish(letters.stream().map(SpooledMessage::message).toList());
    for (SpooledMessage letter : letters) {
      try {
        Files.deleteIfExists(letter.file());
      } catch (IOException e) {
        LOG.error("{} was published but can't be deleted: {}", letter.file(), e.toString());
        stuck.add(letter.file());
      }
    }
  }

  private Optional<SpooledMessage> read(Entry entry) {
    Path file = entry.file();
    try (InputStream content = Files.newInputStream(file)) {
      byte[] body = content.readNBytes(MAX_BYTES + 1);
      if (body.length > MAX_BYTES) {
        throw new InvalidMessageException("larger than %d bytes".formatted(MAX_BYTES), null);
      }
      Message message = MessageJson.read(body);
      // The name alone may be reused, and the content alone may occur twice.
      String identity = file.getFileName() + "/" + new String(body, StandardCharsets.UTF_8);
      return Optional.of(
          new SpooledMessage(
              file, OutgoingMessage.of(message.messageType(), identity, time(message), body)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (InvalidMessageException e) {
      reject(file, e.getMessage());
      return Optional.empty();
    } catch (IOException e) {
      LOG.error("can't read {}, skipping it: {}", file, e.toString());
      stuck.add(file);
      return Optional.empty();
    }
  }

  private static Instant time(Message message) throws InvalidMessageException {
    if (message instanceof NetworkStatus status) {
      return status.eventTime();
    }
    if (message instanceof CreateProgress progress) {
      return progress.eventTime();
    }
    throw new InvalidMessageException(
        "messages of type %s are not allowed in the spool".formatted(message.messageType()), null);
  }

  private void reject(Path file, String reason) {
    try {
      Path rejected = Files.createDirectories(directory.resolve("rejected"));
      Files.move(file, rejected.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      LOG.warn("{} is not a valid message, moved to rejected/: {}", file, reason);
    } catch (IOException e) {
      LOG.error(
          "{} is not a valid message ({}) and can't be moved: {}", file, reason, e.toString());
      stuck.add(file);
    }
  }
}
