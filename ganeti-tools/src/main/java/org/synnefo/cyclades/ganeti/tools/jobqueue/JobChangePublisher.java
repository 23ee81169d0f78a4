package org.synnefo.cyclades.ganeti.tools.jobqueue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synnefo.cyclades.ganeti.tools.publish.BrokerUnavailableException;
import org.synnefo.cyclades.ganeti.tools.publish.OutgoingMessage;
import org.synnefo.cyclades.ganeti.tools.publish.Publisher;
import org.synnefo.cyclades.model.message.OperationStatus;

/**
 * Publishes changes of Ganeti's job queue: an {@link OperationStatus} for each opcode on one of our
 * instances whose status differs from the last published one. Nothing is buffered; what could not
 * be published is read from the queue again. Not thread-safe.
 */
public final class JobChangePublisher {

  private static final Logger LOG = LoggerFactory.getLogger(JobChangePublisher.class);

  private final JobQueueDirectory queue;
  private final JobFileReader reader = new JobFileReader();
  private final Pattern ourInstances;
  private final String cluster;
  private final CheckpointFile checkpointFile;
  private final Checkpoint checkpoint;

  /** The last processed version of each file in the queue. */
  private final Map<Long, JobQueueDirectory.Version> published = new HashMap<>();

  /** The versions for which a warning has been logged. */
  private final Map<Long, JobQueueDirectory.Version> unreadable = new HashMap<>();

  private record Change(long id, Path file, JobQueueDirectory.Version version) {}

  /**
   * On the very first start, finished jobs count as published, because they are older than this
   * deployment.
   *
   * @param directory Ganeti's job queue
   * @param prefix of our instances, which are named {@code <prefix>-<number>}
   * @param cluster name of the cluster, or null
   * @param state the checkpoint file
   * @param fromBeginning whether the first start publishes finished jobs too
   */
  public JobChangePublisher(
      Path directory, String prefix, String cluster, Path state, boolean fromBeginning)
      throws IOException {
    this.queue = new JobQueueDirectory(directory);
    this.ourInstances = Pattern.compile(Pattern.quote(prefix) + "-[0-9]+");
    this.cluster = cluster;
    this.checkpointFile = new CheckpointFile(state);
    Optional<Checkpoint> earlier = checkpointFile.read();
    this.checkpoint = earlier.orElseGet(Checkpoint::new);
    if (earlier.isEmpty()) {
      if (!fromBeginning && Files.isDirectory(directory)) {
        skipFinishedJobs();
      }
      checkpointFile.write(checkpoint);
    }
  }

  private void skipFinishedJobs() throws IOException {
    SortedMap<Long, JobQueueDirectory.Version> present = queue.list();
    for (Map.Entry<Long, JobQueueDirectory.Version> file : present.entrySet()) {
      read(new Change(file.getKey(), queue.file(file.getKey()), file.getValue()))
          .filter(Job::isFinished)
          .ifPresent(job -> checkpoint.record(job, ours(job)));
    }
    checkpoint.settle(present, this::exists);
  }

  private boolean exists(long id) {
    return Files.exists(queue.file(id));
  }

  /**
   * The jobs in the queue. A listing can miss files that are being replaced, so known jobs that are
   * missing in it are looked up.
   */
  private SortedMap<Long, JobQueueDirectory.Version> list() throws IOException {
    SortedMap<Long, JobQueueDirectory.Version> present = queue.list();
    for (Set<Long> known : List.of(checkpoint.trackedJobs(), published.keySet())) {
      for (long id : known) {
        if (!present.containsKey(id)) {
          JobQueueDirectory.version(queue.file(id)).ifPresent(version -> present.put(id, version));
        }
      }
    }
    return present;
  }

  /**
   * Processes the whole queue.
   *
   * @param archiveToo whether to look for jobs that were archived before they were seen
   * @throws IOException if the queue can't be listed, or the checkpoint can't be written
   */
  public void publishAll(Publisher publisher, boolean archiveToo)
      throws IOException, BrokerUnavailableException {
    SortedMap<Long, JobQueueDirectory.Version> present = list();
    SortedMap<Long, Change> changes = new TreeMap<>();
    present.forEach(
        (id, version) -> {
          if (!checkpoint.isSettled(id, version)) {
            changes.put(id, new Change(id, queue.file(id), version));
          }
        });
    archived(present.keySet(), archiveToo)
        .forEach((id, version) -> changes.put(id, new Change(id, queue.archivedFile(id), version)));
    publish(changes.values(), publisher);
    published.keySet().retainAll(present.keySet());
    unreadable.keySet().retainAll(present.keySet());
    if (checkpoint.settle(present, this::exists)) {
      checkpointFile.write(checkpoint);
    }
  }

  private SortedMap<Long, JobQueueDirectory.Version> archived(Set<Long> present, boolean archiveToo)
      throws IOException {
    SortedMap<Long, JobQueueDirectory.Version> archived =
        archiveToo ? queue.listArchiveAbove(checkpoint.highest()) : new TreeMap<>();
    for (long id : checkpoint.unfinishedExcept(present)) {
      JobQueueDirectory.version(queue.archivedFile(id))
          .ifPresent(version -> archived.put(id, version));
    }
    return archived;
  }

  /** Processes the files with these names; others are ignored. */
  public void publishChanged(Iterable<String> fileNames, Publisher publisher)
      throws IOException, BrokerUnavailableException {
    SortedMap<Long, Change> changes = new TreeMap<>();
    for (String name : fileNames) {
      OptionalLong id = JobQueueDirectory.jobId(name);
      if (id.isPresent()) {
        Path file = queue.file(id.getAsLong());
        JobQueueDirectory.version(file)
            .ifPresent(
                version -> changes.put(id.getAsLong(), new Change(id.getAsLong(), file, version)));
      }
    }
    publish(changes.values(), publisher);
  }

  /**
   * Only removes jobs that left the queue, because another node publishes. So this node does not
   * publish old changes if it takes over later.
   */
  public void followWithoutPublishing() throws IOException {
    if (checkpoint.settle(list(), this::exists)) {
      checkpointFile.write(checkpoint);
    }
  }

  private void publish(Iterable<Change> changes, Publisher publisher)
      throws IOException, BrokerUnavailableException {
    Map<Change, Job> batch = new HashMap<>();
    List<OutgoingMessage> messages = new ArrayList<>();
    for (Change change : changes) {
      Optional<Job> job =
          change.version().equals(published.get(change.id())) ? Optional.empty() : read(change);
      if (job.isEmpty()) {
        continue;
      }
      for (OutgoingMessage message : messagesOf(job.get())) {
        messages.add(message);
        if (messages.size() == Publisher.BATCH) {
          publisher.publish(messages);
          messages.clear();
        }
      }
      batch.put(change, job.get());
      if (batch.size() >= Publisher.BATCH) {
        confirm(batch, messages, publisher);
      }
    }
    confirm(batch, messages, publisher);
  }

  private void confirm(Map<Change, Job> batch, List<OutgoingMessage> messages, Publisher publisher)
      throws IOException, BrokerUnavailableException {
    if (!messages.isEmpty()) {
      publisher.publish(messages);
    }
    boolean hasOurs = false;
    for (Map.Entry<Change, Job> each : batch.entrySet()) {
      List<Boolean> ours = ours(each.getValue());
      checkpoint.record(each.getValue(), ours);
      published.put(each.getKey().id(), each.getKey().version());
      hasOurs |= ours.contains(true);
    }
    if (hasOurs) {
      checkpointFile.write(checkpoint);
    }
    batch.clear();
    messages.clear();
  }

  private Optional<Job> read(Change change) {
    try {
      Job job = reader.read(change.file());
      if (job.id() != change.id()) {
        throw new IOException("it contains job " + job.id());
      }
      return Optional.of(job);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      if (!change.version().equals(unreadable.put(change.id(), change.version()))) {
        LOG.warn("can't read {}, trying again: {}", change.file(), e.getMessage());
      }
      return Optional.empty();
    }
  }

  private List<Boolean> ours(Job job) {
    return job.opcodes().stream().map(this::isOurs).toList();
  }

  private boolean isOurs(Job.Opcode opcode) {
    return opcode.instance() != null && ourInstances.matcher(opcode.instance()).matches();
  }

  private List<OutgoingMessage> messagesOf(Job job) {
    List<OutgoingMessage> messages = new ArrayList<>();
    for (int i = 0; i < job.opcodes().size(); i++) {
      Job.Opcode opcode = job.opcodes().get(i);
      if (isOurs(opcode) && opcode.status() != checkpoint.lastPublished(job, i)) {
        messages.add(message(job, i, opcode));
      }
    }
    return messages;
  }

  private OutgoingMessage message(Job job, int index, Job.Opcode opcode) {
    Instant time = job.timeOf(opcode);
    OperationStatus status =
        new OperationStatus(
            opcode.instance(),
            opcode.operation(),
            job.id(),
            index,
            opcode.status(),
            opcode.lastLogLine(),
            opcode.failure(),
            time,
            cluster);
    String identity =
        "%s/%s/%d/%d/%s"
            .formatted(cluster, job.received(), job.id(), index, opcode.status().wireName());
    return OutgoingMessage.of(status, identity, time);
  }
}
