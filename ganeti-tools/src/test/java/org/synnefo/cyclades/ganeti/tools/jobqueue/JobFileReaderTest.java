package org.synnefo.cyclades.ganeti.tools.jobqueue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synnefo.cyclades.ganeti.tools.QueueFixture;
import org.synnefo.cyclades.model.message.JobStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Uses job files written by Ganeti 3.0. */
class JobFileReaderTest {

  @TempDir private Path directory;

  @Test
  void aFinishedCreateHasTimesAndTheLastLogLine() throws IOException {
    Job job = readSample("instance-create");

    assertThat(job.id()).isEqualTo(23);
    assertThat(job.received()).isEqualTo(Instant.ofEpochSecond(1_795_409_037L, 69_113_000));
    assertThat(job.isFinished()).isTrue();
    assertThat(job.opcodes()).hasSize(1);
    Job.Opcode create = job.opcodes().get(0);
    assertThat(create.operation()).isEqualTo("OP_INSTANCE_CREATE");
    assertThat(create.instance()).isEqualTo("snf-1");
    assertThat(create.status()).isEqualTo(JobStatus.SUCCESS);
    assertThat(create.lastLogLine()).isEqualTo("* starting instance...");
    assertThat(create.failure()).isNull();
    assertThat(job.timeOf(create)).isEqualTo(Instant.ofEpochSecond(1_795_409_038L, 512_005_000));
  }

  @Test
  void theTimeOfARunningOpcodeIsWhenItGotItsLocks() throws IOException {
    Job job = readSample("running");

    assertThat(job.isFinished()).isFalse();
    assertThat(job.opcodes())
        .extracting(Job.Opcode::status)
        .containsExactly(JobStatus.SUCCESS, JobStatus.RUNNING);
    assertThat(job.timeOf(job.opcodes().get(1))).isEqualTo(job.opcodes().get(1).executed());
    assertThat(job.opcodes().get(1).lastLogLine()).contains("Running instance OS create scripts");
  }

  @Test
  void theTimeOfAWaitingOpcodeIsWhenItStartedWaiting() throws IOException {
    Job job = readSample("waiting");

    assertThat(job.timeOf(job.opcodes().get(0))).isEqualTo(job.opcodes().get(0).started());
  }

  @Test
  void aCanceledJobHasItsEndAndTheReason() throws IOException {
    Job job = readSample("cancelled");

    assertThat(job.opcodes().get(0).status()).isEqualTo(JobStatus.CANCELED);
    assertThat(job.opcodes().get(0).failure()).isEqualTo("Job canceled by request");
    assertThat(job.timeOf(job.opcodes().get(0))).isEqualTo(job.ended());
  }

  @Test
  void aFailureHasGanetisExplanation() throws IOException {
    assertThat(readSample("error-create-bad-hvparam").opcodes().get(0).failure())
        .isEqualTo("Parameter 'kernel_path' is not supported");
    assertThat(readSample("error-create-os-fails").opcodes().get(0).failure())
        .startsWith("Could not add os for instance snf-2 on node node1.example.com");
  }

  @Test
  void aJobOnTagsHasItsInstance() throws IOException {
    assertThat(readSample("instance-tags-add").opcodes().get(0).instance()).isEqualTo("snf-1");
  }

  @Test
  void aJobOnANetworkHasNoInstance() throws IOException {
    assertThat(readSample("network-create").opcodes().get(0).instance()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"id\": 1}",
        "{\"id\": 1, \"ops\": 7}",
        "{\"id\": 1, \"ops\": [7]}",
        "{\"id\": 1, \"ops\": [{}]}",
        "{\"id\": 1, \"ops\": [{\"input\": [], \"status\": \"success\"}]}",
        "{\"id\": 1, \"ops\": [{\"input\": {\"OP_ID\": \"X\"}, \"status\": \"dancing\"}]}",
        "{\"id\": 1, \"ops\": [{\"input\": {\"OP_ID\": \"X\"}, \"status\": \"queued\","
            + " \"log\": [[1, [\"a\", 2]]]}]}",
        "{\"id\": 1, \"ops\": [], \"received_timestamp\": [1e400, 2]}",
      })
  void otherJsonIsRejected(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("job-1"), content);

    assertThatThrownBy(() -> new JobFileReader().read(file)).isInstanceOf(IOException.class);
  }

  @Test
  void aTruncatedFileIsRejected() throws IOException {
    String whole = QueueFixture.sample("error-create-os-fails").strip();
    for (int length = 0; length < whole.length(); length++) {
      Path file = Files.writeString(directory.resolve("job-1"), whole.substring(0, length));

      assertThatThrownBy(() -> new JobFileReader().read(file))
          .as("the first %d characters", length)
          .isInstanceOf(IOException.class);
    }
  }

  private Job readSample(String name) throws IOException {
    return new JobFileReader()
        .read(Files.writeString(directory.resolve("job-1"), QueueFixture.sample(name)));
  }
}
