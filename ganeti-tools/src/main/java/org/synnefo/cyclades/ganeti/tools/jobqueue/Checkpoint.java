package org.synnefo.cyclades.ganeti.tools.jobqueue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.synnefo.cyclades.model.message.JobStatus;

/**
 * Remembers which changes of the job queue have been published. All jobs up to a mark are finished
 * and fully published. For later jobs the published statuses are kept while the job is in the
 * queue. So the checkpoint stays small no matter how many jobs there have been.
 */
final class Checkpoint {

  /** How many missing job numbers to skip at a time: after years, there may be millions. */
  private static final int MAX_GAPS = 10_000;

  private long settled;
  private long settledTime;
  private long highest;
  private final NavigableMap<Long, Published> jobs;

  /** The checkpoint of a daemon that has not published anything. */
  Checkpoint() {
    this(new Snapshot(0, 0, 0, new TreeMap<>()));
  }

  Checkpoint(Snapshot snapshot) {
    settled = snapshot.settled();
    settledTime = snapshot.settledTime();
    highest = snapshot.highest();
    jobs = new TreeMap<>(snapshot.jobs());
  }

  /**
   * What has been published for a job.
   *
   * @param received distinguishes jobs with the same number after a cluster was rebuilt:
   *     microseconds since the epoch, 0 if unknown
   * @param finished whether no more changes are expected
   * @param statuses the last published status of each opcode, or null
   */
  record Published(long received, boolean finished, List<JobStatus> statuses) {

    Published {
      statuses = Collections.unmodifiableList(new ArrayList<>(statuses));
    }

    private boolean isEmpty() {
      return statuses.stream().allMatch(status -> status == null);
    }
  }

  /**
   * The persistent form of a checkpoint.
   *
   * @param settled all jobs up to this number are fully published
   * @param settledTime newest modification time of those jobs' files, in nanoseconds since the
   *     epoch. A file that is newer belongs to another job with the same number
   * @param highest highest job number ever seen
   * @param jobs what has been published for later jobs
   */
  record Snapshot(long settled, long settledTime, long highest, SortedMap<Long, Published> jobs) {}

  Snapshot snapshot() {
    SortedMap<Long, Published> worthKeeping = new TreeMap<>(jobs);
    worthKeeping.values().removeIf(Published::isEmpty);
    return new Snapshot(settled, settledTime, highest, worthKeeping);
  }

  long highest() {
    return highest;
  }

  /** Whether this job is fully published and has not been modified since. */
  boolean isSettled(long id, JobQueueDirectory.Version version) {
    return id <= settled && version.modified() <= settledTime;
  }

  /** The last published status of an opcode, or null. */
  JobStatus lastPublished(Job job, int opcode) {
    Published published = jobs.get(job.id());
    return published == null
            || published.received() != received(job)
            || opcode >= published.statuses().size()
        ? null
        : published.statuses().get(opcode);
  }

  /**
   * Records that the current state of a job was published.
   *
   * @param ours for each opcode, whether it concerns one of our instances
   */
  void record(Job job, List<Boolean> ours) {
    List<JobStatus> statuses = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      statuses.add(ours.get(i) ? job.opcodes().get(i).status() : null);
    }
    jobs.put(job.id(), new Published(received(job), job.isFinished(), statuses));
  }

  /** Jobs that are not fully published and have left the queue. */
  List<Long> unfinishedExcept(Set<Long> present) {
    return jobs.entrySet().stream()
        .filter(job -> !job.getValue().finished() && !job.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .filter(id -> !present.contains(id))
        .toList();
  }

  /** Numbers of the jobs that are unfinished or beyond the mark. */
  Set<Long> trackedJobs() {
    return Set.copyOf(jobs.keySet());
  }

  /**
   * Removes jobs that left the queue, and moves the mark past finished jobs.
   *
   * @param queue the jobs in the queue, all of which have been processed
   * @param exists whether a job that is not listed is in the queue anyway. A listing can miss a
   *     file that appears at that moment, and the mark must not pass it
   * @return whether the checkpoint changed
   */
  boolean settle(SortedMap<Long, JobQueueDirectory.Version> queue, LongPredicate exists) {
    long before = settled;
    boolean changed = jobs.keySet().retainAll(queue.keySet());
    int gaps = 0;
    for (Map.Entry<Long, JobQueueDirectory.Version> file : queue.tailMap(settled + 1).entrySet()) {
      while (settled + 1 < file.getKey() && gaps < MAX_GAPS && !exists.test(settled + 1)) {
        settled++;
        gaps++;
      }
      Published published = jobs.get(file.getKey());
      if (settled + 1 < file.getKey() || published == null || !published.finished()) {
        break;
      }
      settled = file.getKey();
      settledTime = Math.max(settledTime, file.getValue().modified());
    }
    changed |= jobs.headMap(settled, true).keySet().removeIf(id -> isSettled(id, queue.get(id)));
    if (!queue.isEmpty() && queue.lastKey() > highest) {
      highest = queue.lastKey();
      changed = true;
    }
    return changed || settled != before;
  }

  private static long received(Job job) {
    return job.received() == null ? 0 : ChronoUnit.MICROS.between(Instant.EPOCH, job.received());
  }
}
