package org.synnefo.cyclades.ganeti.tools.jobqueue;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.model.message.JobStatus;

import static org.assertj.core.api.Assertions.assertThat;

class CheckpointTest {

  private final Checkpoint checkpoint = new Checkpoint();

  @Test
  void theMarkMovesPastFinishedAndMissingJobs() {
    tell(2, JobStatus.SUCCESS);
    tell(5, JobStatus.ERROR);
    tell(6, JobStatus.RUNNING);
    tell(7, JobStatus.SUCCESS);

    assertThat(checkpoint.settle(listing(2, 5, 6, 7), id -> false)).isTrue();

    assertThat(checkpoint.snapshot().settled()).isEqualTo(5);
    assertThat(checkpoint.snapshot().jobs()).containsOnlyKeys(6L, 7L);
    assertThat(checkpoint.settle(listing(2, 5, 6, 7), id -> false)).isFalse();
  }

  @Test
  void theMarkDoesNotPassAJobMissingInTheListing() {
    tell(1, JobStatus.SUCCESS);
    tell(3, JobStatus.SUCCESS);

    checkpoint.settle(listing(1, 3), id -> id == 2);

    assertThat(checkpoint.snapshot().settled()).isEqualTo(1);
    assertThat(checkpoint.isSettled(2, version(0))).isFalse();
  }

  @Test
  void theMarkCrossesALongGapInSteps() {
    tell(25_000, JobStatus.SUCCESS);
    for (int step = 0; step < 3; step++) {
      assertThat(checkpoint.isSettled(25_000, version(25_000))).isFalse();
      checkpoint.settle(listing(25_000), id -> false);
    }

    assertThat(checkpoint.isSettled(25_000, version(25_000))).isTrue();
  }

  @Test
  void aFileChangedAfterTheMarkWasSetIsNotSettled() {
    tell(1, JobStatus.SUCCESS);
    checkpoint.settle(listing(1), id -> false);

    assertThat(checkpoint.isSettled(1, version(1))).isTrue();
    assertThat(checkpoint.isSettled(1, version(2))).isFalse();
  }

  private void tell(long id, JobStatus status) {
    Job.Opcode opcode =
        new Job.Opcode("OP_INSTANCE_STARTUP", "snf-1", status, null, null, null, null, null, null);
    checkpoint.record(new Job(id, Instant.EPOCH, null, List.of(opcode)), List.of(true));
  }

  /** A listing in which each file's modification time equals its number. */
  private static SortedMap<Long, JobQueueDirectory.Version> listing(long... ids) {
    SortedMap<Long, JobQueueDirectory.Version> listing = new TreeMap<>();
    for (long id : ids) {
      listing.put(id, version(id));
    }
    return listing;
  }

  private static JobQueueDirectory.Version version(long modified) {
    return new JobQueueDirectory.Version(modified, 1, modified);
  }
}
