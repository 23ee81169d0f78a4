package org.synnefo.cyclades.ganeti.simulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the operations of a job. */
final class JobRunner {

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final JobStore store;
  private final Map<String, OperationHandler> handlers;
  private final Locks locks;
  private final JobSecrets secrets;
  private final JobFaults faults;
  private final Duration work;
  private final Clock clock;

  JobRunner(
      JobStore store,
      Map<String, OperationHandler> handlers,
      Locks locks,
      JobSecrets secrets,
      JobFaults faults,
      Duration work,
      Clock clock) {
    this.store = store;
    this.handlers = handlers;
    this.locks = locks;
    this.secrets = secrets;
    this.faults = faults;
    this.work = work;
    this.clock = clock;
  }

  /** Runs the remaining operations of the job. If interrupted, the job is left as it is. */
  void run(long id) throws InterruptedException {
    Job job = store.update(id, queued -> queued.started(now(), ProcessHandle.current().pid()));
    for (int index = 0; index < job.ops().size(); index++) {
      if (locks.isCanceled(id)) {
        store.cancel(id);
        return;
      }
      if (!run(id, index)) {
        return;
      }
    }
  }

  /** Runs one operation; returns false if the job has ended early. */
  private boolean run(long id, int index) throws InterruptedException {
    Job job = store.update(id, old -> old.with(index, operation -> operation.waiting(now())));
    Operation operation = job.ops().get(index);
    OperationHandler handler = handlers.get(operation.opcode());
    Run run = new Run(id, index, secrets.restored(id, index, operation.input()));
    Optional<String> lock = handler.lock(run.input());
    try {
      handler.expandNames(run);
      if (lock.isPresent() && !locks.acquire(lock.get(), id)) {
        store.cancel(id);
        return false;
      }
      try {
        JsonNode result = execute(handler, run);
        succeed(run, result);
        return true;
      } finally {
        lock.ifPresent(name -> locks.release(name, id));
      }
    } catch (OperationFailure failure) {
      fail(run, failure);
      return false;
    } catch (RuntimeException e) {
      LOG.error("Job failed because of an error in the simulator, job={}", id, e);
      fail(run, OperationFailure.execution("Simulator: " + e));
      return false;
    }
  }

  private JsonNode execute(OperationHandler handler, Run run)
      throws OperationFailure, InterruptedException {
    store.update(
        run.job,
        old ->
            old.with(
                run.index,
                operation -> operation.withInput(JobSecrets.redacted(run.input)).running(now())));
    faults.beforeOperation(run.input);
    return handler.execute(run);
  }

  private void succeed(Run run, JsonNode result) {
    store.update(
        run.job,
        old -> {
          Job job = run.end(old, JobStatus.SUCCESS, result);
          return run.index == job.ops().size() - 1 ? job.ended(now()) : job;
        });
  }

  private void fail(Run run, OperationFailure failure) {
    JsonNode rest = OperationFailure.execution("Preceding opcode failed").result();
    store.update(
        run.job,
        old ->
            run.end(old, JobStatus.ERROR, failure.result())
                .withUnfinished(JobStatus.ERROR, rest, now()));
  }

  private Timestamp now() {
    return Timestamp.now(clock);
  }

  private final class Run implements OperationRun {

    private final long job;
    private final int index;
    private final ObjectNode input;

    Run(long job, int index, ObjectNode input) {
      this.job = job;
      this.index = index;
      this.input = input;
    }

    @Override
    public long job() {
      return job;
    }

    @Override
    public ObjectNode input() {
      return input;
    }

    @Override
    public void log(String line) {
      store.update(
          job,
          old -> {
            long serial = old.log().size() + 1L;
            LogEntry entry = new LogEntry(serial, now(), "message", line);
            return old.with(
                index,
                operation -> {
                  List<LogEntry> log = new ArrayList<>(operation.log());
                  log.add(entry);
                  return operation.withLog(log).withInput(JobSecrets.redacted(input));
                });
          });
    }

    @Override
    public void work() throws InterruptedException {
      Thread.sleep(work.toMillis());
    }

    Job end(Job old, JobStatus status, JsonNode result) {
      return old.with(
          index,
          operation ->
              operation.withInput(JobSecrets.redacted(input)).ended(status, result, now()));
    }
  }
}
