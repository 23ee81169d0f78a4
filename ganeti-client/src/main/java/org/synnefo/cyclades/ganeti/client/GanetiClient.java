package org.synnefo.cyclades.ganeti.client;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A client for one Ganeti cluster. It is thread-safe; calls block.
 *
 * <p>Every call may throw a {@link GanetiException}. Calls that change something return the id of a
 * job. Most errors, such as an unknown instance, only appear as the failure of that job. The {@code
 * reason} of a change is stored in the job, so that the job can be found by it.
 */
public interface GanetiClient extends AutoCloseable {

  ClusterInfo info();

  /**
   * This client for one cluster alone: before each call the endpoint is asked who it is. If another
   * cluster answers, the call throws {@link GanetiException.OtherCluster} and nothing else was
   * asked. Connections are shared with this client, which is the one to close.
   *
   * @param uuid as {@link ClusterInfo#uuid()}
   */
  GanetiClient ofCluster(String uuid);

  List<NodeInfo> nodes();

  /** The OS definitions with their variants, such as {@code snf-image+default}. */
  List<String> operatingSystems();

  /** All instances of the cluster, including those of others. */
  List<InstanceInfo> instances();

  /** Finds an instance by name. */
  Optional<InstanceInfo> instance(String name);

  JobId createInstance(CreateInstance request, String reason);

  /**
   * Shuts the instance down, with Ganeti's default timeout of two minutes, and removes it and its
   * disks.
   */
  JobId deleteInstance(String name, String reason);

  /**
   * Like {@link #deleteInstance(String, String)}.
   *
   * @param shutdownTimeout how long the guest may take to shut down; whole seconds
   */
  JobId deleteInstance(String name, Duration shutdownTimeout, String reason);

  /** Starts the instance; succeeds if it is already running. */
  JobId startInstance(String name, String reason);

  /**
   * Shuts the instance down.
   *
   * @param timeout how long the guest may take before it is forced off; whole seconds
   */
  JobId shutdownInstance(String name, Duration timeout, String reason);

  JobId rebootInstance(String name, RebootType type, String reason);

  /**
   * Like {@link #rebootInstance(String, RebootType, String)}.
   *
   * @param shutdownTimeout how long the guest may take to shut down in a hard reboot; whole seconds
   */
  JobId rebootInstance(String name, RebootType type, Duration shutdownTimeout, String reason);

  JobId modifyInstance(String name, ModifyInstance changes, String reason);

  /**
   * Reinstalls the instance. Ganeti accepts no reason for this request, so {@link #jobsWithReason}
   * does not find it; search {@link #jobs()} for {@code OP_INSTANCE_REINSTALL} of the instance
   * instead.
   */
  JobId reinstallInstance(String name, ReinstallInstance request);

  /**
   * Grows a disk.
   *
   * @param disk its index, from 0
   * @param amount MiB to add
   */
  JobId growDisk(String name, int disk, long amount, String reason);

  /**
   * Grows a disk to a size, so the request can be repeated safely. The job fails if the disk is
   * larger already.
   *
   * @param disk its index, from 0
   * @param size new size in MiB
   */
  JobId growDiskTo(String name, int disk, long size, String reason);

  JobId addTags(String name, List<String> tags, String reason);

  /** Removes tags; the job fails if the instance lacks one of them. */
  JobId deleteTags(String name, List<String> tags, String reason);

  /**
   * Returns the tags of an instance.
   *
   * @throws GanetiException.NotFound if there is no such instance
   */
  List<String> tags(String name);

  /** Finds a job, archived or not; empty if the cluster does not know it. */
  Optional<JobInfo> job(JobId id);

  /** Finds several jobs with one request; archived and unknown jobs are omitted. */
  List<JobInfo> jobs(Collection<JobId> ids);

  /**
   * Waits until the job's status differs from the given one, there are log lines after the given
   * serial, or Ganeti's timeout of 10 s expires.
   *
   * @param previousLogSerial −1 for the whole log
   * @throws GanetiException.NotFound if there is no such job
   */
  WaitResult waitForJobChange(JobId id, JobStatus previousStatus, long previousLogSerial);

  /**
   * Like {@link #waitForJobChange(JobId, JobStatus, long)}, with the last known state of the job.
   */
  default WaitResult waitForJobChange(JobInfo previous) {
    return waitForJobChange(previous.id(), previous.status(), previous.lastLogSerial());
  }

  /**
   * Cancels a job that has not started. Returns false if it is running, has ended, or is unknown.
   */
  boolean cancelJob(JobId id);

  /**
   * All jobs that are not archived, oldest first. Ganeti archives jobs some hours after they end.
   */
  List<JobSummary> jobs();

  /** The jobs of {@link #jobs()} that were submitted with this reason, oldest first. */
  List<JobInfo> jobsWithReason(String reason);

  @Override
  void close();
}
