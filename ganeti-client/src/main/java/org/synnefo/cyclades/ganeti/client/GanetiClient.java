package org.synnefo.cyclades.ganeti.client;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * One Ganeti cluster. Safe for use by many threads; calls block.
 *
 * <p>Every call may throw a {@link GanetiException}. A change returns the id of the job that makes
 * it: most mistakes, an unknown instance among them, only show as that job's failure. The {@code
 * reason} of a change is kept in the job, so that the job can be found by it.
 */
public interface GanetiClient extends AutoCloseable {

  ClusterInfo info();

  List<NodeInfo> nodes();

  /** The operating system definitions with their variants, such as {@code snf-image+default}. */
  List<String> operatingSystems();

  /** All instances of the cluster, ours or not. */
  List<InstanceInfo> instances();

  /** The instance; empty if there is none of that name. */
  Optional<InstanceInfo> instance(String name);

  JobId createInstance(CreateInstance request, String reason);

  /** Stops the instance, giving it Ganeti's usual two minutes, and removes it with its disks. */
  JobId deleteInstance(String name, String reason);

  /**
   * As {@link #deleteInstance(String, String)}.
   *
   * @param shutdownTimeout how long the guest gets to shut down; whole seconds
   */
  JobId deleteInstance(String name, Duration shutdownTimeout, String reason);

  /** Starts the instance; succeeds if it runs already. */
  JobId startInstance(String name, String reason);

  /**
   * Stops the instance.
   *
   * @param timeout how long the guest gets to shut down before it is stopped by force; whole
   *     seconds
   */
  JobId shutdownInstance(String name, Duration timeout, String reason);

  JobId rebootInstance(String name, RebootType type, String reason);

  /**
   * As {@link #rebootInstance(String, RebootType, String)}.
   *
   * @param shutdownTimeout how long the guest gets to shut down in a hard reboot; whole seconds
   */
  JobId rebootInstance(String name, RebootType type, Duration shutdownTimeout, String reason);

  JobId modifyInstance(String name, ModifyInstance changes, String reason);

  /**
   * Installs the instance anew. Ganeti takes no reason with this one, so that {@link
   * #jobsWithReason} can't find it: look in {@link #jobs()} for {@code OP_INSTANCE_REINSTALL} of
   * the instance instead.
   */
  JobId reinstallInstance(String name, ReinstallInstance request);

  /**
   * Makes a disk larger.
   *
   * @param disk its index, from 0
   * @param amount MiB to add
   */
  JobId growDisk(String name, int disk, long amount, String reason);

  /**
   * Makes a disk as large as that; safe to be asked for twice. The job fails if the disk is larger.
   *
   * @param disk its index, from 0
   * @param size MiB that it shall have
   */
  JobId growDiskTo(String name, int disk, long size, String reason);

  JobId addTags(String name, List<String> tags, String reason);

  /** Removes the tags; the job fails if the instance lacks one of them. */
  JobId deleteTags(String name, List<String> tags, String reason);

  /**
   * The tags of the instance.
   *
   * @throws GanetiException.NotFound if there is no such instance
   */
  List<String> tags(String name);

  /** The job; empty if the cluster knows none of that id. Archived jobs are found too. */
  Optional<JobInfo> job(JobId id);

  /** The jobs of those ids, in one question; those that are archived or unknown are left out. */
  List<JobInfo> jobs(Collection<JobId> ids);

  /**
   * Waits until the job's status differs from the given one, or there are log lines after the given
   * serial, or Ganeti's 10 s are over.
   *
   * @param previousLogSerial −1 for the whole log
   * @throws GanetiException.NotFound if there is no such job
   */
  WaitResult waitForJobChange(JobId id, JobStatus previousStatus, long previousLogSerial);

  /** As {@link #waitForJobChange(JobId, JobStatus, long)}, from what is known of the job. */
  default WaitResult waitForJobChange(JobInfo previous) {
    return waitForJobChange(previous.id(), previous.status(), previous.lastLogSerial());
  }

  /** Asks for the job not to be run; false if it runs already, has ended, or is unknown. */
  boolean cancelJob(JobId id);

  /** All jobs but the archived ones (Ganeti archives what ended some hours ago), oldest first. */
  List<JobSummary> jobs();

  /** The jobs of {@link #jobs()} that were submitted with that reason, oldest first. */
  List<JobInfo> jobsWithReason(String reason);

  @Override
  void close();
}
