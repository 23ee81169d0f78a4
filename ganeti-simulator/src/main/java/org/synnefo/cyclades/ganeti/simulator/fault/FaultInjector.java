package org.synnefo.cyclades.ganeti.simulator.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.synnefo.cyclades.ganeti.simulator.job.JobFaults;
import org.synnefo.cyclades.ganeti.simulator.job.OperationFailure;

/**
 * Injects faults, in the order in which they were added. They are lost when the simulator stops.
 */
public final class FaultInjector implements JobFaults {

  private final Clock clock;
  private final Map<Long, Armed> armed = new LinkedHashMap<>();

  /** Completed when hanging operations and requests are released. */
  private CompletableFuture<Void> release = new CompletableFuture<>();

  private long lastId;

  public FaultInjector(Clock clock) {
    this.clock = clock;
  }

  private record Armed(Fault fault, Instant end) {}

  public synchronized Fault add(Fault fault) {
    Fault added = fault.withId(++lastId);
    Instant end =
        added.seconds() == null
            ? null
            : clock.instant().plus(Duration.ofMillis((long) (added.seconds() * 1000)));
    armed.put(added.id(), new Armed(added, end));
    return added;
  }

  /** The faults that are still active. */
  public synchronized List<Fault> list() {
    forgetOld();
    return armed.values().stream().map(Armed::fault).toList();
  }

  /** Removes a fault. Its effects remain: what hangs continues to hang. */
  public synchronized boolean remove(long id) {
    return armed.remove(id) != null;
  }

  /** Removes all faults. Hanging operations finish now; hanging requests are reset. */
  public void clear() {
    CompletableFuture<Void> hanging;
    synchronized (this) {
      armed.clear();
      hanging = release;
      release = new CompletableFuture<>();
    }
    hanging.complete(null);
  }

  /** Completes when whatever hangs now is released. */
  public synchronized CompletableFuture<Void> released() {
    return release.copy();
  }

  @Override
  public void beforeOperation(ObjectNode input) throws OperationFailure, InterruptedException {
    String opcode = input.path("OP_ID").asText();
    String instance = input.path("instance_name").asText(input.path("name").asText());
    Optional<Fault> due = take(fault -> fault.concernsOperation(opcode, instance));
    if (due.isEmpty()) {
      return;
    }
    Fault fault = due.get();
    if (fault.kind() == FaultKind.JOB_HANGS) {
      awaitRelease();
      return;
    }
    throw new OperationFailure(
        fault.errorClass() == null ? "OpExecError" : fault.errorClass(),
        fault.message() == null ? "Injected fault" : fault.message(),
        fault.ecode());
  }

  private void awaitRelease() throws InterruptedException {
    try {
      released().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The faults for a request; each is counted as having occurred. Several delays add up. */
  public synchronized List<Fault> ofRequest(String method, String path) {
    List<Fault> due = new ArrayList<>();
    take(fault -> fault.kind() == FaultKind.DELAY && fault.concernsRequest(method, path))
        .ifPresent(due::add);
    take(fault -> fault.kind() != FaultKind.DELAY && fault.concernsRequest(method, path))
        .ifPresent(due::add);
    return due;
  }

  private synchronized Optional<Fault> take(Predicate<Fault> concerned) {
    forgetOld();
    Optional<Fault> found = armed.values().stream().map(Armed::fault).filter(concerned).findFirst();
    found.filter(fault -> fault.count() != null).ifPresent(this::countDown);
    return found;
  }

  private void countDown(Fault fault) {
    if (fault.count() <= 1) {
      armed.remove(fault.id());
    } else {
      armed.computeIfPresent(
          fault.id(), (id, old) -> new Armed(fault.withCount(fault.count() - 1), old.end()));
    }
  }

  private void forgetOld() {
    Instant now = clock.instant();
    armed.values().removeIf(one -> one.end() != null && one.end().isBefore(now));
  }
}
