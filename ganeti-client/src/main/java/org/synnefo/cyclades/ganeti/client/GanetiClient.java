package org.synnefo.cyclades.ganeti.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.synnefo.cyclades.ganeti.client.GanetiException.NotFound;

/**
 * A cluster, as its remote API lets us drive it. Every change answers with the number of the job
 * that does it; the job's fate is asked for by {@link #job}. All calls block, and throw {@link
 * GanetiException}.
 */
public final class GanetiClient implements AutoCloseable {

  private final Endpoints endpoints;

  GanetiClient(ClusterAddress address, GanetiTimeouts timeouts) {
    this.endpoints = new Endpoints(address, timeouts);
  }

  public ClusterInfo info() {
    return endpoints.read(RemoteApi::info);
  }

  public List<NodeInfo> nodes() {
    return endpoints.read(RemoteApi::nodes);
  }

  /** All instances, in one call. */
  public List<InstanceInfo> instances() {
    return endpoints.read(RemoteApi::instances);
  }

  public Optional<InstanceInfo> instance(String name) {
    try {
      return Optional.of(endpoints.read(api -> api.instance(name)));
    } catch (NotFound unknown) {
      return Optional.empty();
    }
  }

  /**
   * @param reason kept in the job's reason trail, so that the job can be found again
   * @return number of the job
   */
  public long createInstance(CreateInstance request, String reason) {
    return submit(api -> api.create(reason, request));
  }

  public long deleteInstance(String name, String reason) {
    return submit(api -> api.delete(name, reason));
  }

  public long startInstance(String name, String reason) {
    return submit(api -> api.startup(name, reason));
  }

  /**
   * @param patience how long the guest may take to shut down before it is switched off
   */
  public long shutdownInstance(String name, Duration patience, String reason) {
    return submit(api -> api.shutdown(name, reason, Map.of("timeout", patience.toSeconds())));
  }

  public long rebootInstance(String name, RebootType type, String reason) {
    return submit(api -> api.reboot(name, reason, type.word()));
  }

  public long modifyInstance(String name, ModifyInstance request, String reason) {
    return submit(api -> api.modify(name, reason, request));
  }

  /** Installs an instance anew: one job that stops it, writes its disk and, if asked, starts it. */
  public long reinstallInstance(
      String name, String os, Map<String, String> osparams, boolean start, String reason) {
    return submit(
        api -> api.reinstall(name, reason, Map.of("os", os, "osparams", osparams, "start", start)));
  }

  /**
   * @param amount MiB to add
   */
  public long growDisk(String name, int disk, int amount, String reason) {
    return submit(api -> api.growDisk(name, disk, reason, Map.of("amount", amount)));
  }

  public List<String> tags(String name) {
    return endpoints.read(api -> api.tags(name));
  }

  public long addTags(String name, List<String> tags, String reason) {
    return submit(api -> api.addTags(name, reason, tags));
  }

  public long deleteTags(String name, List<String> tags, String reason) {
    return submit(api -> api.deleteTags(name, reason, tags));
  }

  /**
   * A job; empty where Ganeti knows none of that number, which it says with an answer full of
   * nulls.
   */
  public Optional<JobInfo> job(long id) {
    try {
      return Optional.of(endpoints.read(api -> api.job(id))).filter(job -> job.id() != null);
    } catch (NotFound unknown) {
      return Optional.empty();
    }
  }

  /** All jobs that are not archived, in one call; without results and logs. */
  public List<JobInfo> jobs() {
    return endpoints.read(api -> api.jobs(1));
  }

  /** The jobs that were submitted with a reason, oldest first. */
  public List<JobInfo> jobsWithReason(String reason) {
    return jobs().stream().filter(job -> job.hasReason(reason)).toList();
  }

  /** Whether Ganeti could still cancel it. */
  public boolean cancelJob(long id) {
    return endpoints.change(api -> api.cancel(id)).path(0).asBoolean();
  }

  @Override
  public void close() {
    endpoints.close();
  }

  private long submit(Endpoints.Call<JsonNode> call) {
    JsonNode answer = endpoints.change(call);
    if (answer == null || !answer.asText().matches("[0-9]{1,18}")) {
      throw new GanetiException.Unexpected(
          "The answer is not the number of a job: " + answer, null);
    }
    return Long.parseLong(answer.asText());
  }
}
