package org.synnefo.cyclades.ganeti.simulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job queue. A job waits until its delay has passed, its dependencies have ended, and fewer
 * jobs than the limit are running.
 */
public final class JobQueue implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final JobStore store;
  private final JobTimes times;
  private final Locks locks = new Locks();
  private final JobSecrets secrets = new JobSecrets();
  private final JobRunner runner;
  private final ScheduledExecutorService delays =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "job-delay"));
  private final ExecutorService workers =
      Executors.newCachedThreadPool(task -> daemon(task, "job"));

  private final SortedSet<Long> due = new TreeSet<>();
  private final Set<Long> running = new HashSet<>();
  private boolean closing;

  /** Loads the queue; {@link #start()} starts the jobs. */
  public JobQueue(
      JobFiles files,
      JobTimes times,
      Map<String, OperationHandler> handlers,
      JobFaults faults,
      Clock clock) {
    this.store = new JobStore(files, clock, times.kept());
    this.times = times;
    this.runner =
        new JobRunner(store, new HashMap<>(handlers), locks, secrets, faults, times.work(), clock);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * A job that was running when the last process ended can't be finished: it becomes an error. Jobs
   * that had not started are run.
   */
  public void start() {
    JsonNode interrupted = OperationFailure.execution("Job was interrupted").result();
    for (Job job : store.unfinished()) {
      if (job.start() == null) {
        schedule(job.id());
      } else {
        LOG.info("Job was interrupted, job={}", job.id());
        store.end(job.id(), JobStatus.ERROR, interrupted);
      }
    }
  }

  public JobStore store() {
    return store;
  }

  /** Accepts a job with these operations, which have all their parameters. */
  public Job submit(List<ObjectNode> operations) {
    Job job = store.create(operations.stream().map(JobSecrets::redacted).toList());
    secrets.keep(job.id(), operations);
    schedule(job.id());
    return job;
  }

  private void schedule(long id) {
    Future<?> unused =
        delays.schedule(() -> onDue(id), times.delay().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void onDue(long id) {
    synchronized (this) {
      due.add(id);
    }
    startDueJobs();
  }

  /** Starts as many of the due jobs as possible. */
  private synchronized void startDueJobs() {
    for (Iterator<Long> ids = due.iterator(); ids.hasNext() && mayStart(); ) {
      long id = ids.next();
      Optional<Job> job = store.job(id).filter(found -> !found.status().isFinal());
      if (job.isEmpty()) {
        ids.remove();
        continue;
      }
      Dependencies dependencies = Dependencies.of(job.get(), store);
      if (dependencies.failure().isPresent()) {
        ids.remove();
        store.end(id, JobStatus.ERROR, dependencies.failure().get().result());
      } else if (dependencies.met()) {
        ids.remove();
        running.add(id);
        workers.execute(() -> run(id));
      }
    }
  }

  private boolean mayStart() {
    return !closing && running.size() < times.atOnce();
  }

  private void run(long id) {
    try {
      runner.run(id);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("Job failed unexpectedly, job={}", id, e);
    } finally {
      locks.forget(id);
      secrets.forget(id);
      synchronized (this) {
        running.remove(id);
        notifyAll();
      }
      startDueJobs();
    }
  }

  /**
   * Cancels a waiting job.
   *
   * @return whether it will not run, and Ganeti's message
   */
  public synchronized Cancellation cancel(long id) {
    Optional<Job> job = store.job(id);
    if (job.isEmpty() || job.get().status().isFinal()) {
      return new Cancellation(false, "Job " + id + " not found in queue");
    }
    if (!running.contains(id)) {
      store.cancel(id);
      secrets.forget(id);
      // Its dependents may be able to run now.
      delays.execute(this::startDueJobs);
      return new Cancellation(true, "Job successfully cancelled");
    }
    locks.cancel(id);
    return job.get().status() == JobStatus.RUNNING
        ? new Cancellation(false, "Job no longer waiting, can't cancel (informed it anyway)")
        : new Cancellation(true, "Job successfully cancelled");
  }

  /** The response to a request to cancel a job. */
  public record Cancellation(boolean canceled, String text) {}

  /**
   * Starts no more jobs, and gives running ones a moment to end. Those that don't remain running in
   * their files, and are errors after the next start.
   */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
    }
    delays.shutdownNow();
    try {
      awaitIdle();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    workers.shutdownNow();
  }

  private synchronized void awaitIdle() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long left = PATIENCE.toMillis();
    while (!running.isEmpty() && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
  }
}
