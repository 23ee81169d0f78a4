package org.synnefo.cyclades.ganeti.tools.jobqueue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synnefo.cyclades.ganeti.tools.QueueFixture;
import org.synnefo.cyclades.ganeti.tools.RecordingPublisher;
import org.synnefo.cyclades.ganeti.tools.publish.BrokerUnavailableException;
import org.synnefo.cyclades.model.message.JobStatus;
import org.synnefo.cyclades.model.message.OperationStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.synnefo.cyclades.ganeti.tools.QueueFixture.job;

class JobChangePublisherTest {

  @TempDir private Path directory;
  private Path queueDirectory;
  private Path state;
  private QueueFixture queue;
  private final RecordingPublisher publisher = new RecordingPublisher();

  @BeforeEach
  void makeQueue() throws IOException {
    queueDirectory = Files.createDirectory(directory.resolve("queue"));
    state = directory.resolve("state/position.json");
    queue = new QueueFixture(queueDirectory);
  }

  private JobChangePublisher start() throws IOException {
    return new JobChangePublisher(queueDirectory, "snf", "cluster.example.com", state, false);
  }

  @Test
  void eachStatusOfAJobIsPublishedOnce() throws Exception {
    JobChangePublisher changes = start();
    for (String status : List.of("queued", "queued", "waiting", "running", "running", "success")) {
      queue.write(7, job(7, "snf-1", status));
      changes.publishChanged(List.of("job-7"), publisher);
      changes.publishAll(publisher, false);
    }

    assertThat(publisher.takeStatuses())
        .containsExactly("7/0 queued", "7/0 waiting", "7/0 running", "7/0 success");
  }

  @Test
  void aMessageHasAllFields() throws Exception {
    JobChangePublisher changes = start();
    queue.write(38, QueueFixture.sample("error-create-os-fails"));
    changes.publishAll(publisher, false);

    assertThat(publisher.published()).hasSize(1);
    assertThat(publisher.published().get(0).time())
        .isEqualTo(Instant.ofEpochSecond(1_795_409_056L, 895_403_000));
    OperationStatus status = (OperationStatus) publisher.take().get(0);
    assertThat(status.instance()).isEqualTo("snf-2");
    assertThat(status.operation()).isEqualTo("OP_INSTANCE_CREATE");
    assertThat(status.jobId()).isEqualTo(38);
    assertThat(status.opIndex()).isZero();
    assertThat(status.status()).isEqualTo(JobStatus.ERROR);
    assertThat(status.logMessage()).isEqualTo("* running the instance OS create scripts...");
    assertThat(status.message()).startsWith("Could not add os for instance snf-2");
    assertThat(status.eventTime()).isEqualTo(Instant.ofEpochSecond(1_795_409_056L, 895_403_000));
    assertThat(status.cluster()).isEqualTo("cluster.example.com");
  }

  @Test
  void eachOpcodeOfAJobIsPublishedSeparately() throws Exception {
    JobChangePublisher changes = start();
    queue.write(5, job(5, 1_795_400_000L, "snf-1", "success", "running", "queued"));
    changes.publishAll(publisher, false);
    assertThat(publisher.takeStatuses())
        .containsExactly("5/0 success", "5/1 running", "5/2 queued");

    queue.write(5, job(5, 1_795_400_000L, "snf-1", "success", "success", "queued"));
    changes.publishAll(publisher, false);
    assertThat(publisher.takeStatuses()).containsExactly("5/1 success");
  }

  @Test
  void otherInstancesAndTemporaryFilesAreIgnored() throws Exception {
    JobChangePublisher changes = start();
    queue.write(1, job(1, "web-1", "success"));
    queue.write(2, job(2, "snf-1.example.com", "success"));
    queue.write(3, job(3, "snf-test-1", "success"));
    queue.write(4, QueueFixture.sample("network-create").replace("\"id\": 20", "\"id\": 4"));
    for (String name : List.of("job-5-77-1.tmp", "job-5abc.new", "job-", "job-5x", "serial")) {
      Files.writeString(queueDirectory.resolve(name), job(5, "snf-1", "success"));
    }
    changes.publishChanged(
        List.of("job-5-77-1.tmp", "job-5abc.new", "job-", "job-9", "lock"), publisher);
    changes.publishAll(publisher, true);

    assertThat(publisher.take()).isEmpty();
  }

  @Test
  void unconfirmedChangesArePublishedAgain() throws Exception {
    JobChangePublisher changes = start();
    publisher.setAvailable(false);
    queue.write(1, job(1, "snf-1", "queued"));
    assertThatThrownBy(() -> changes.publishAll(publisher, true))
        .isInstanceOf(BrokerUnavailableException.class);
    queue.write(1, job(1, "snf-1", "running"));
    queue.write(2, job(2, "snf-2", "success"));
    assertThatThrownBy(() -> changes.publishChanged(List.of("job-1", "job-2"), publisher))
        .isInstanceOf(BrokerUnavailableException.class);

    publisher.setAvailable(true);
    changes.publishAll(publisher, true);
    assertThat(publisher.takeStatuses()).containsExactly("1/0 running", "2/0 success");
  }

  @Test
  void aRestartPublishesOnlyMissedChanges() throws Exception {
    JobChangePublisher changes = start();
    queue.write(1, job(1, "snf-1", "success"));
    queue.write(2, job(2, "snf-2", "running"));
    queue.write(3, job(3, "snf-3", "success"));
    changes.publishAll(publisher, true);
    publisher.take();

    queue.write(2, job(2, "snf-2", "success"));
    queue.write(4, job(4, "snf-4", "error"));
    start().publishAll(publisher, true);
    assertThat(publisher.takeStatuses()).containsExactly("2/0 success", "4/0 error");

    start().publishAll(publisher, true);
    assertThat(publisher.take()).isEmpty();
  }

  @Test
  void aMessagePublishedTwiceHasTheSameId() throws Exception {
    queue.write(1, job(1, "snf-1", "running"));
    start().publishAll(publisher, true);
    Files.delete(state);
    start().publishAll(publisher, true);

    assertThat(publisher.published()).hasSize(2);
    assertThat(publisher.published().get(0).id()).isEqualTo(publisher.published().get(1).id());
  }

  @Test
  void theFirstStartSkipsFinishedJobsAndPublishesTheOthers() throws Exception {
    queue.write(1, job(1, "snf-1", "success"));
    queue.write(2, job(2, "snf-2", "running"));
    queue.write(3, job(3, "snf-3", "error"));
    start();
    // A second start is not a first one, even if nothing has been published.
    queue.write(4, job(4, "snf-4", "success"));

    start().publishAll(publisher, true);

    assertThat(publisher.takeStatuses()).containsExactly("2/0 running", "4/0 success");
  }

  @Test
  void theFirstStartPublishesEverythingOnRequest() throws Exception {
    queue.write(1, job(1, "snf-1", "success"));

    new JobChangePublisher(queueDirectory, "snf", null, state, true).publishAll(publisher, true);

    assertThat(publisher.takeStatuses()).containsExactly("1/0 success");
  }

  @Test
  void withADamagedCheckpointEverythingIsPublishedAgain() throws Exception {
    queue.write(1, job(1, "snf-1", "success"));
    start();
    Files.writeString(state, "{\"settled\": 1, \"jo");

    start().publishAll(publisher, true);

    assertThat(publisher.takeStatuses()).containsExactly("1/0 success");
  }

  @Test
  void aHalfWrittenFileIsPublishedWhenComplete() throws Exception {
    JobChangePublisher changes = start();
    String whole = job(1, "snf-1", "success");
    Files.writeString(queueDirectory.resolve("job-1"), whole.substring(0, 60));
    queue.write(2, job(2, "snf-2", "success"));
    changes.publishAll(publisher, true);
    assertThat(publisher.takeStatuses()).containsExactly("2/0 success");

    Files.writeString(queueDirectory.resolve("job-1"), whole);
    changes.publishAll(publisher, false);
    assertThat(publisher.takeStatuses()).containsExactly("1/0 success");
  }

  @Test
  void jobsArchivedBeforeTheyWereSeenArePublished() throws Exception {
    JobChangePublisher changes = start();
    queue.write(1, job(1, "snf-1", "success"));
    queue.write(2, job(2, "snf-2", "running"));
    changes.publishAll(publisher, true);
    publisher.take();

    queue.write(2, job(2, "snf-2", "success"));
    queue.write(10_003, job(10_003, "snf-3", "success"));
    List.of(1L, 2L, 10_003L).forEach(queue::archive);
    start().publishAll(publisher, true);
    assertThat(publisher.takeStatuses()).containsExactly("2/0 success", "10003/0 success");
  }

  @Test
  void jobsOfARebuiltClusterWithReusedNumbersArePublished() throws Exception {
    JobChangePublisher changes = start();
    queue.write(1, job(1, 1_795_400_000L, "snf-1", "success"));
    queue.write(2, job(2, 1_795_400_001L, "snf-1", "success"));
    changes.publishAll(publisher, true);
    Files.delete(queueDirectory.resolve("job-2"));
    publisher.take();

    queue.write(1, job(1, 1_795_500_000L, "snf-9", "success"));
    changes.publishAll(publisher, false);
    assertThat(publisher.takeStatuses()).containsExactly("1/0 success");
    start().publishAll(publisher, true);
    assertThat(publisher.takeStatuses()).isEmpty();
  }

  @Test
  void theCheckpointStaysSmallAfterManyJobs() throws Exception {
    JobChangePublisher changes = start();
    for (int id = 1; id <= 500; id++) {
      queue.write(id, job(id, "snf-" + id, "success"));
    }
    changes.publishAll(publisher, true);

    assertThat(publisher.takeStatuses())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 500).mapToObj("%d/0 success"::formatted).toList());
    assertThat(Files.size(state)).isLessThan(200);
    assertThat(state.getParent().toFile().list()).containsExactly("position.json");
  }

  @Test
  void afterTakeOverANewMasterPublishesWhatIsStillInTheQueue() throws Exception {
    JobChangePublisher changes = start();
    queue.write(1, job(1, "snf-1", "success"));
    queue.write(2, job(2, "snf-2", "running"));
    changes.followWithoutPublishing();
    queue.archive(1);
    changes.followWithoutPublishing();

    changes.publishAll(publisher, true);
    assertThat(publisher.takeStatuses()).containsExactly("2/0 running");
  }
}
