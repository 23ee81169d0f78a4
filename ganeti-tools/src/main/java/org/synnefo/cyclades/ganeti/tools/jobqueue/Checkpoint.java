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
 * How far the news of the job queue were told. A mark says up to which job everything was told and
 * will not change; what was told of later jobs is kept for each, while it is in the queue. So it
 * stays small however many jobs there have been.
 */
final class Checkpoint {

  /** How many missing numbers are looked at at a time: after years, there may be millions. */
  private static final int MAX_GAPS = 10_000;

  private long settled;
  private long settledTime;
  private long highest;
  private final NavigableMap<Long, Published> jobs;

  /** As of a daemon that never told anything. */
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
   * What was told of a job.
   *
   * @param received tells it from a job of the same number in a cluster created anew: microseconds
   *     since the epoch, 0 if unknown
   * @param finished whether there will be no more news
   * @param statuses the last one told of each opcode, null for none
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
   * A position to be kept.
   *
   * @param settled every job up to this number was told to its end
   * @param settledTime newest modification of those jobs' files, in nanoseconds since the epoch: a
   *     later one belongs to another job of that number
   * @param highest highest number that was ever looked at
   * @param jobs what was told of jobs beyond
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

  /** Whether a job of this number, unchanged since that time, has no news. */
  boolean isSettled(long id, JobQueueDirectory.Version version) {
    return id <= settled && version.modified() <= settledTime;
  }

  /** The status of an opcode that was told last, or null. */
  JobStatus lastPublished(Job job, int opcode) {
    Published published = jobs.get(job.id());
    return published == null
            || published.received() != received(job)
            || opcode >= published.statuses().size()
        ? null
        : published.statuses().get(opcode);
  }

  /**
   * All there is in this job was told.
   *
   * @param ours for each opcode whether it concerns us
   */
  void record(Job job, List<Boolean> ours) {
    List<JobStatus> statuses = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      statuses.add(ours.get(i) ? job.opcodes().get(i).status() : null);
    }
    jobs.put(job.id(), new Published(received(job), job.isFinished(), statuses));
  }

  /** Jobs of which something is still to be told, if they are not in the queue any more. */
  List<Long> unfinishedExcept(Set<Long> present) {
    return jobs.entrySet().stream()
        .filter(job -> !job.getValue().finished() && !job.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .filter(id -> !present.contains(id))
        .toList();
  }

  /** Numbers of the jobs that are not finished, or beyond the mark. */
  Set<Long> trackedJobs() {
    return Set.copyOf(jobs.keySet());
  }

  /**
   * Forgets jobs that left the queue, and moves the mark over those that are finished.
   *
   * @param queue the jobs in the queue, all of which were looked at
   * @param isThere whether a job that was not listed is in the queue nevertheless: a listing may
   *     miss a file that appears at that moment, and the mark must not pass it
   * @return whether that changed anything
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
