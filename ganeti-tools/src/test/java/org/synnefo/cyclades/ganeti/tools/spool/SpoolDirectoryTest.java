package org.synnefo.cyclades.ganeti.tools.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synnefo.cyclades.ganeti.tools.RecordingPublisher;
import org.synnefo.cyclades.ganeti.tools.publish.BrokerUnavailableException;
import org.synnefo.cyclades.ganeti.tools.publish.OutgoingMessage;
import org.synnefo.cyclades.model.message.CreateProgress;
import org.synnefo.cyclades.model.message.NetworkStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SpoolDirectoryTest {

  private static final String NETWORK =
      "{\"type\": \"ganeti-net-status\", \"instance\": \"snf-1\", \"eventTime\": 1795400000.5,"
          + " \"nics\": [], \"later\": true}";

  @TempDir private Path directory;
  private final RecordingPublisher publisher = new RecordingPublisher();

  @Test
  void filesAreSentOldestFirstAndDeleted() throws Exception {
    write("a.json", progress(30), 3);
    write("b.json", progress(10), 1);
    write("c.json", progress(20), 2);

    new SpoolDirectory(directory).sendAll(publisher);

    assertThat(publisher.take())
        .extracting(message -> ((CreateProgress) message).rprogress())
        .containsExactly(10.0, 20.0, 30.0);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void bodiesAreSentUnchanged() throws Exception {
    write("a.json", NETWORK, 1);

    new SpoolDirectory(directory).sendAll(publisher);

    OutgoingMessage sent = publisher.published().get(0);
    assertThat(new String(sent.body(), StandardCharsets.UTF_8)).isEqualTo(NETWORK);
    assertThat(sent.type()).isEqualTo(NetworkStatus.TYPE);
    assertThat(sent.time()).isEqualTo(Instant.ofEpochSecond(1_795_400_000L, 500_000_000));
  }

  @Test
  void aFileIsKeptUntilConfirmedAndKeepsItsMessageId() throws Exception {
    SpoolDirectory spool = new SpoolDirectory(directory);
    write("a.json", NETWORK, 1);
    publisher.setAvailable(false);
    assertThatThrownBy(() -> spool.sendAll(publisher))
        .isInstanceOf(BrokerUnavailableException.class);
    assertThat(directory.resolve("a.json")).exists();

    publisher.setAvailable(true);
    spool.sendAll(publisher);
    write("a.json", NETWORK, 1);
    new SpoolDirectory(directory).sendAll(publisher);
    assertThat(publisher.published())
        .extracting(OutgoingMessage::id)
        .hasSize(2)
        .doesNotContainNull();
    assertThat(publisher.published().get(0).id()).isEqualTo(publisher.published().get(1).id());
  }

  @Test
  void invalidFilesAreMovedAsideAndBlockNothing() throws Exception {
    write("a.json", "{", 1);
    write("b.json", "{\"type\": \"ganeti-net-status\"}", 2);
    write("c.json", "{\"type\": \"email\", \"to\": \"a\", \"subject\": \"b\", \"body\": \"\"}", 3);
    write("d.json", " ".repeat(70_000), 4);
    write("e.json", "", 5);
    write("f.json", NETWORK, 6);

    new SpoolDirectory(directory).sendAll(publisher);

    assertThat(publisher.take()).hasSize(1);
    assertThat(directory.resolve("rejected").toFile().list())
        .containsExactlyInAnyOrder("a.json", "b.json", "c.json", "d.json", "e.json");
    assertThat(directory.toFile().list()).containsExactly("rejected");
  }

  @Test
  void unfinishedFilesAndDirectoriesAreIgnored() throws Exception {
    write(".tmp-a", NETWORK, 1);
    write(".tmp-b.json", NETWORK, 1);
    Files.createDirectory(directory.resolve("odd.json"));
    SpoolDirectory spool = new SpoolDirectory(directory);

    spool.sendAll(publisher);
    spool.sendAll(publisher);

    assertThat(publisher.take()).isEmpty();
    assertThat(directory.resolve(".tmp-a")).exists();
    assertThat(directory.resolve(".tmp-b.json")).exists();
  }

  @Test
  void manyFilesAreSent() throws Exception {
    for (int i = 0; i < 4321; i++) {
      write("m%05d.json".formatted(i), progress(i % 100), i);
    }

    new SpoolDirectory(directory).sendAll(publisher);

    assertThat(publisher.take()).hasSize(4321);
    assertThat(directory).isEmptyDirectory();
  }

  private static String progress(double percent) {
    return "{\"type\": \"ganeti-create-progress\", \"instance\": \"snf-1\", \"rprogress\": %s,"
            .formatted(percent)
        + " \"wprogress\": %s, \"eventTime\": 1795400000.1}".formatted(percent);
  }

  private void write(String name, String content, int second) throws IOException {
    Path file = Files.writeString(directory.resolve(name), content);
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_795_400_000L + second)));
  }
}
