package org.synnefo.cyclades.ganeti.simulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;

/**
 * All jobs. Unfinished ones are in memory, others only in their files, with a cache of the last
 * ones read. A change is written to the file before it becomes visible.
 */
public final class JobStore {

  private static final int CACHED = 200;

  private final JobFiles files;
  private final Clock clock;
  private final int kept;
  private final SortedMap<Long, Job> unfinished = new TreeMap<>();
  private final SortedSet<Long> finished = new TreeSet<>();
  private final Map<Long, Job> cache =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Job> eldest) {
          return size() > CACHED;
        }
      };
  private final Map<Long, CompletableFuture<Job>> watchers = new HashMap<>();

  private long serial;

  /** Loads the unfinished jobs from their files. */
  JobStore(JobFiles files, Clock clock, int kept) {
    this.files = files;
    this.clock = clock;
    this.kept = kept;
    for (long id : files.ids()) {
      files
          .read(id)
          .filter(job -> !job.status().isFinal())
          .ifPresentOrElse(job -> unfinished.put(id, job), () -> finished.add(id));
      // The serial may be too low: it is written before the job, but both writes can be lost.
      serial = id;
    }
    serial = Math.max(serial, files.serial());
  }

  /** The unfinished jobs, oldest first. */
  synchronized List<Job> unfinished() {
    return List.copyOf(unfinished.values());
  }

  /** The ids of all jobs in the queue, oldest first. */
  public synchronized List<Long> ids() {
    SortedSet<Long> ids = new TreeSet<>(finished);
    ids.addAll(unfinished.keySet());
    return List.copyOf(ids);
  }

  /** Finds a job in the queue or the archive. */
  public synchronized Optional<Job> job(long id) {
    Job known = unfinished.containsKey(id) ? unfinished.get(id) : cache.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Job> read = files.read(id);
    read.ifPresent(job -> cache.put(id, job));
    return read;
  }

  /** Completes with the job at its next change. */
  public synchronized CompletableFuture<Job> nextChange(long id) {
    return watchers.computeIfAbsent(id, unused -> new CompletableFuture<>()).copy();
  }

  synchronized Job create(List<ObjectNode> inputs) {
    serial++;
    files.writeSerial(serial);
    Timestamp now = Timestamp.now(clock);
    List<Operation> operations = new ArrayList<>();
    for (ObjectNode input : inputs) {
      addReason(input, serial, operations.size(), now);
      operations.add(Operation.queued(input));
    }
    Job job = new Job(serial, operations, null, null, now, null, null);
    files.write(job);
    unfinished.put(job.id(), job);
    return job;
  }

  /** The last entry of the reason trail names the job and the operation. */
  private static void addReason(ObjectNode input, long job, int index, Timestamp now) {
    String opcode = input.path("OP_ID").asText().substring("OP_".length());
    ArrayNode reasons = input.withArray("reason");
    reasons
        .addArray()
        .add("gnt:opcode:" + opcode.toLowerCase(Locale.ROOT))
        .add("job=" + job + ";index=" + index)
        .add(now.nanoseconds());
  }

  /** Changes an unfinished job. */
  Job update(long id, UnaryOperator<Job> change) {
    CompletableFuture<Job> watcher;
    Job changed;
    synchronized (this) {
      changed = change.apply(unfinished.get(id));
      files.write(changed);
      unfinished.put(id, changed);
      if (changed.status().isFinal()) {
        unfinished.remove(id);
        finished.add(id);
        cache.put(id, changed);
        archive();
      }
      watcher = watchers.remove(id);
    }
    if (watcher != null) {
      watcher.complete(changed);
    }
    return changed;
  }

  Job end(long id, JobStatus status, JsonNode result) {
    return update(id, job -> job.withUnfinished(status, result, Timestamp.now(clock)));
  }

  Job cancel(long id) {
    return end(id, JobStatus.CANCELED, PythonJson.tree("Job canceled by request"));
  }

  private void archive() {
    for (Iterator<Long> oldest = finished.iterator(); finished.size() > kept; ) {
      files.archive(oldest.next());
      oldest.remove();
    }
  }
}
