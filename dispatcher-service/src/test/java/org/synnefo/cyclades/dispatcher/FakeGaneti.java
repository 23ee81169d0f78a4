package org.synnefo.cyclades.dispatcher;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.synnefo.cyclades.ganeti.client.AdminState;
import org.synnefo.cyclades.ganeti.client.ClusterInfo;
import org.synnefo.cyclades.ganeti.client.CreateInstance;
import org.synnefo.cyclades.ganeti.client.GanetiClient;
import org.synnefo.cyclades.ganeti.client.GanetiException;
import org.synnefo.cyclades.ganeti.client.InstanceInfo;
import org.synnefo.cyclades.ganeti.client.InstanceStatus;
import org.synnefo.cyclades.ganeti.client.JobFailure;
import org.synnefo.cyclades.ganeti.client.JobId;
import org.synnefo.cyclades.ganeti.client.JobInfo;
import org.synnefo.cyclades.ganeti.client.JobOperation;
import org.synnefo.cyclades.ganeti.client.JobStatus;
import org.synnefo.cyclades.ganeti.client.JobSummary;
import org.synnefo.cyclades.ganeti.client.ModifyInstance;
import org.synnefo.cyclades.ganeti.client.NicChange;
import org.synnefo.cyclades.ganeti.client.NicInfo;
import org.synnefo.cyclades.ganeti.client.NodeInfo;
import org.synnefo.cyclades.ganeti.client.RebootType;
import org.synnefo.cyclades.ganeti.client.ReinstallInstance;
import org.synnefo.cyclades.ganeti.client.WaitResult;

/** A cluster in memory, whose jobs end at once, and that misbehaves on request. */
final class FakeGaneti implements GanetiClient {

  /** How a request that changes something is answered. */
  enum Mood {
    FINE,
    /** 502: nothing was done. */
    AWAY,
    /** The job is accepted, its number never arrives. */
    ANSWER_LOST,
    /** A time-out, and nothing was done. */
    TIMED_OUT,
    /** A time-out, and the job is accepted a while later all the same. */
    LATE,
    /** A proxy answers with a page. */
    HTML,
    /** The job runs and fails. */
    JOB_FAILS,
    /** 400. */
    REJECTS
  }

  /** An instance. */
  private static final class Machine {
    private boolean running = true;
    private final List<Map<String, String>> nics = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
  }

  private final Map<String, Machine> machines = new TreeMap<>();
  private final Map<Long, JobInfo> jobs = new TreeMap<>();
  private final Map<String, Integer> created = new HashMap<>();
  private final List<CreateInstance> requests = new ArrayList<>();
  private Supplier<Mood> mood = () -> Mood.FINE;
  private boolean silent;

  synchronized void mood(Mood value) {
    mood = () -> value;
  }

  synchronized void moods(Supplier<Mood> source) {
    mood = source;
  }

  /** Answers nothing at all. */
  synchronized void silent(boolean value) {
    silent = value;
  }

  synchronized int creations(String name) {
    return created.getOrDefault(name, 0);
  }

  synchronized List<CreateInstance> requests() {
    return List.copyOf(requests);
  }

  synchronized boolean has(String name) {
    return machines.containsKey(name);
  }

  synchronized Optional<Boolean> isRunning(String name) {
    return Optional.ofNullable(machines.get(name)).map(machine -> machine.running);
  }

  synchronized void forget(String name) {
    machines.remove(name);
  }

  synchronized void switchOff(String name) {
    machines.get(name).running = false;
  }

  synchronized int jobsOf(String opcode, String instance) {
    return (int)
        jobs.values().stream()
            .filter(job -> job.operations().get(0).opcode().equals(opcode))
            .filter(job -> job.operations().get(0).instance().equals(Optional.of(instance)))
            .count();
  }

  private void answers() {
    if (silent) {
      throw new GanetiException.Unavailable("connection refused", false, null);
    }
  }

  private synchronized JobId change(
      String opcode, String name, String reason, Supplier<Optional<JobFailure>> work) {
    answers();
    Mood now = mood.get();
    switch (now) {
      case AWAY -> throw new GanetiException.Unavailable("502", false, null);
      case TIMED_OUT -> throw new GanetiException.Unavailable("read timed out", true, null);
      case HTML -> throw new GanetiException.Unexpected("<html>", null);
      case REJECTS -> throw new GanetiException.Rejected("no such parameter");
      case LATE -> {
        var unused =
            CompletableFuture.runAsync(
                () -> run(opcode, name, reason, work),
                CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS));
        throw new GanetiException.Unavailable("read timed out", true, null);
      }
      case ANSWER_LOST -> {
        run(opcode, name, reason, work);
        throw new GanetiException.Unavailable("connection reset", true, null);
      }
      case JOB_FAILS -> {
        return run(
            opcode, name, reason, () -> Optional.of(new JobFailure("wrong_state", "It can't")));
      }
      default -> {
        return run(opcode, name, reason, work);
      }
    }
  }

  private synchronized JobId run(
      String opcode, String name, String reason, Supplier<Optional<JobFailure>> work) {
    JobId id = new JobId(jobs.size() + 1L);
    Optional<JobFailure> failure = work.get();
    JobStatus status = failure.isEmpty() ? JobStatus.SUCCESS : JobStatus.ERROR;
    Instant now = Instant.now();
    jobs.put(
        id.value(),
        new JobInfo(
            id,
            status,
            List.of(
                new JobOperation(
                    opcode, Optional.of(name), List.of(reason), status, failure, List.of())),
            Optional.of(now),
            Optional.of(now),
            Optional.of(now)));
    return id;
  }

  private Optional<JobFailure> with(String name, java.util.function.Consumer<Machine> work) {
    Machine machine = machines.get(name);
    if (machine == null) {
      return Optional.of(
          new JobFailure(JobFailure.UNKNOWN_ENTITY, "Instance '%s' not known".formatted(name)));
    }
    work.accept(machine);
    return Optional.empty();
  }

  @Override
  public JobId createInstance(CreateInstance request, String reason) {
    return change(
        "OP_INSTANCE_CREATE",
        request.name(),
        reason,
        () -> {
          requests.add(request);
          if (machines.containsKey(request.name())) {
            return Optional.of(
                new JobFailure(
                    JobFailure.ALREADY_EXISTS,
                    "Instance '%s' is already in the cluster".formatted(request.name())));
          }
          Machine machine = new Machine();
          machine.nics.addAll(request.nics());
          machines.put(request.name(), machine);
          created.merge(request.name(), 1, Integer::sum);
          return Optional.empty();
        });
  }

  @Override
  public JobId deleteInstance(String name, String reason) {
    return change(
        "OP_INSTANCE_REMOVE", name, reason, () -> with(name, machine -> machines.remove(name)));
  }

  @Override
  public JobId deleteInstance(String name, Duration shutdownTimeout, String reason) {
    return deleteInstance(name, reason);
  }

  @Override
  public JobId startInstance(String name, String reason) {
    return change(
        "OP_INSTANCE_STARTUP", name, reason, () -> with(name, machine -> machine.running = true));
  }

  @Override
  public JobId shutdownInstance(String name, Duration timeout, String reason) {
    return change(
        "OP_INSTANCE_SHUTDOWN", name, reason, () -> with(name, machine -> machine.running = false));
  }

  @Override
  public JobId rebootInstance(String name, RebootType type, String reason) {
    return change(
        "OP_INSTANCE_REBOOT", name, reason, () -> with(name, machine -> machine.running = true));
  }

  @Override
  public JobId rebootInstance(
      String name, RebootType type, Duration shutdownTimeout, String reason) {
    return rebootInstance(name, type, reason);
  }

  @Override
  public JobId modifyInstance(String name, ModifyInstance changes, String reason) {
    return change(
        "OP_INSTANCE_SET_PARAMS",
        name,
        reason,
        () ->
            with(
                name,
                machine -> {
                  for (NicChange change : changes.nics()) {
                    if (change instanceof NicChange.Add add) {
                      machine.nics.add(add.parameters());
                    } else if (change instanceof NicChange.Remove remove) {
                      machine.nics.remove(Integer.parseInt(remove.nic()));
                    }
                  }
                }));
  }

  @Override
  public JobId reinstallInstance(String name, ReinstallInstance request) {
    return change("OP_INSTANCE_REINSTALL", name, "", () -> with(name, machine -> {}));
  }

  @Override
  public JobId growDisk(String name, int disk, long amount, String reason) {
    throw new UnsupportedOperationException();
  }

  @Override
  public JobId addTags(String name, List<String> tags, String reason) {
    return change("OP_TAGS_SET", name, reason, () -> with(name, m -> m.tags.addAll(tags)));
  }

  @Override
  public JobId deleteTags(String name, List<String> tags, String reason) {
    return change("OP_TAGS_DEL", name, reason, () -> with(name, m -> m.tags.removeAll(tags)));
  }

  @Override
  public synchronized List<String> tags(String name) {
    answers();
    return List.copyOf(machines.get(name).tags);
  }

  @Override
  public synchronized Optional<JobInfo> job(JobId id) {
    answers();
    return Optional.ofNullable(jobs.get(id.value()));
  }

  @Override
  public synchronized List<JobSummary> jobs() {
    answers();
    return jobs.values().stream()
        .map(
            job ->
                new JobSummary(
                    job.id(),
                    job.status(),
                    job.operations().stream().map(JobOperation::opcode).toList(),
                    job.operations().stream().flatMap(o -> o.instance().stream()).toList(),
                    job.operations().get(0).reasons(),
                    job.received(),
                    job.end()))
        .toList();
  }

  @Override
  public synchronized List<JobInfo> jobsWithReason(String reason) {
    answers();
    return jobs.values().stream()
        .filter(job -> job.operations().get(0).reasons().contains(reason))
        .toList();
  }

  @Override
  public synchronized List<InstanceInfo> instances() {
    answers();
    return machines.keySet().stream().map(this::info).toList();
  }

  @Override
  public synchronized Optional<InstanceInfo> instance(String name) {
    answers();
    return machines.containsKey(name) ? Optional.of(info(name)) : Optional.empty();
  }

  private InstanceInfo info(String name) {
    Machine machine = machines.get(name);
    List<NicInfo> nics = new ArrayList<>();
    for (Map<String, String> nic : machine.nics) {
      nics.add(
          new NicInfo(
              nics.size(),
              Integer.toString(nics.size()),
              Optional.empty(),
              "aa:00:00:00:%02x:%02x".formatted(name.hashCode() & 0xff, nics.size()),
              Optional.ofNullable(nic.get("ip")),
              Optional.of("bridged"),
              Optional.ofNullable(nic.get("link")),
              Optional.empty(),
              Optional.empty()));
    }
    return new InstanceInfo(
        name,
        name,
        Optional.of(machine.running),
        machine.running ? InstanceStatus.RUNNING : InstanceStatus.ADMIN_DOWN,
        machine.running ? AdminState.UP : AdminState.DOWN,
        "node1",
        Optional.empty(),
        "os",
        "diskless",
        nics,
        1,
        128,
        List.of(),
        List.copyOf(machine.tags),
        Instant.now().minusSeconds(3600),
        Instant.now());
  }

  @Override
  public synchronized List<NodeInfo> nodes() {
    answers();
    return List.of();
  }

  @Override
  public ClusterInfo info() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> operatingSystems() {
    throw new UnsupportedOperationException();
  }

  @Override
  public WaitResult waitForJobChange(JobId id, JobStatus previousStatus, long previousLogSerial) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean cancelJob(JobId id) {
    return false;
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
