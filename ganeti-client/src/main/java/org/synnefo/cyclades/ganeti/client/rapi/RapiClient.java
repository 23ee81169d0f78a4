package org.synnefo.cyclades.ganeti.client.rapi;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.synnefo.cyclades.ganeti.client.ClusterInfo;
import org.synnefo.cyclades.ganeti.client.CreateInstance;
import org.synnefo.cyclades.ganeti.client.GanetiClient;
import org.synnefo.cyclades.ganeti.client.GanetiException;
import org.synnefo.cyclades.ganeti.client.InstanceInfo;
import org.synnefo.cyclades.ganeti.client.JobId;
import org.synnefo.cyclades.ganeti.client.JobInfo;
import org.synnefo.cyclades.ganeti.client.JobStatus;
import org.synnefo.cyclades.ganeti.client.JobSummary;
import org.synnefo.cyclades.ganeti.client.ModifyInstance;
import org.synnefo.cyclades.ganeti.client.NodeInfo;
import org.synnefo.cyclades.ganeti.client.RebootType;
import org.synnefo.cyclades.ganeti.client.ReinstallInstance;
import org.synnefo.cyclades.ganeti.client.WaitResult;

/**
 * The client for the remote API. Responses are parsed within the call to an endpoint, so that an
 * invalid one counts as a failure of that endpoint.
 */
final class RapiClient implements GanetiClient {

  private static final int BULK = 1;

  private final EndpointFailover endpoints;

  RapiClient(EndpointFailover endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public GanetiClient ofCluster(String uuid) {
    return new RapiClient(endpoints.ofCluster(uuid));
  }

  @Override
  public ClusterInfo info() {
    return endpoints.read(api -> api.info().toInfo());
  }

  @Override
  public List<NodeInfo> nodes() {
    return endpoints.read(api -> api.nodes(BULK).stream().map(NodeBody::toInfo).toList());
  }

  @Override
  public List<String> operatingSystems() {
    return endpoints.read(api -> List.copyOf(api.operatingSystems()));
  }

  @Override
  public List<InstanceInfo> instances() {
    return endpoints.read(api -> api.instances(BULK).stream().map(InstanceBody::toInfo).toList());
  }

  @Override
  public Optional<InstanceInfo> instance(String name) {
    try {
      return Optional.of(endpoints.read(api -> api.instance(name).toInfo()));
    } catch (GanetiException.NotFound e) {
      return Optional.empty();
    }
  }

  @Override
  public JobId createInstance(CreateInstance request, String reason) {
    Map<String, Object> body = RequestBodies.create(request);
    return change(api -> api.create(reason, body));
  }

  @Override
  public JobId deleteInstance(String name, String reason) {
    return change(api -> api.delete(name, reason, Map.of()));
  }

  @Override
  public JobId deleteInstance(String name, Duration shutdownTimeout, String reason) {
    return change(api -> api.delete(name, reason, shutdownTimeout(shutdownTimeout)));
  }

  @Override
  public JobId startInstance(String name, String reason) {
    return change(api -> api.change(name, "startup", reason, Map.of()));
  }

  @Override
  public JobId shutdownInstance(String name, Duration timeout, String reason) {
    Map<String, Object> body = Map.of("timeout", timeout.toSeconds());
    return change(api -> api.change(name, "shutdown", reason, body));
  }

  @Override
  public JobId rebootInstance(String name, RebootType type, String reason) {
    return change(api -> api.reboot(name, wireName(type), reason, Map.of()));
  }

  @Override
  public JobId rebootInstance(
      String name, RebootType type, Duration shutdownTimeout, String reason) {
    Map<String, Object> body = shutdownTimeout(shutdownTimeout);
    return change(api -> api.reboot(name, wireName(type), reason, body));
  }

  @Override
  public JobId modifyInstance(String name, ModifyInstance changes, String reason) {
    Map<String, Object> body = RequestBodies.modify(changes);
    return change(api -> api.change(name, "modify", reason, body));
  }

  @Override
  public JobId reinstallInstance(String name, ReinstallInstance request) {
    Map<String, Object> body = RequestBodies.reinstall(request);
    return change(api -> api.reinstall(name, body));
  }

  @Override
  public JobId growDisk(String name, int disk, long amount, String reason) {
    Map<String, Object> body = Map.of("amount", amount, "wait_for_sync", false);
    return change(api -> api.growDisk(name, disk, reason, body));
  }

  @Override
  public JobId growDiskTo(String name, int disk, long size, String reason) {
    Map<String, Object> body = Map.of("amount", size, "absolute", true, "wait_for_sync", false);
    return change(api -> api.growDisk(name, disk, reason, body));
  }

  @Override
  public JobId addTags(String name, List<String> tags, String reason) {
    return change(api -> api.addTags(name, tags, reason));
  }

  @Override
  public JobId deleteTags(String name, List<String> tags, String reason) {
    return change(api -> api.deleteTags(name, tags, reason));
  }

  @Override
  public List<String> tags(String name) {
    return endpoints.read(api -> List.copyOf(api.tags(name)));
  }

  @Override
  public Optional<JobInfo> job(JobId id) {
    return endpoints.read(
        api -> {
          JobBody body = api.job(id.value());
          return body.isKnown() ? Optional.of(body.toInfo()) : Optional.empty();
        });
  }

  @Override
  public List<JobInfo> jobs(Collection<JobId> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    QueryBody.Request request = QueryBody.jobs(ids.stream().mapToLong(JobId::value));
    return endpoints.read(
        api -> api.queryJobs(request).jobs().stream().map(JobBody::toInfo).toList());
  }

  @Override
  public WaitResult waitForJobChange(JobId id, JobStatus previousStatus, long previousLogSerial) {
    Map<String, Object> body = RequestBodies.waitForChange(previousStatus, previousLogSerial);
    return endpoints.await(api -> api.waitForChange(id.value(), body).toResult(previousStatus));
  }

  @Override
  public boolean cancelJob(JobId id) {
    return endpoints.change(api -> api.cancel(id.value()).path(0).asBoolean());
  }

  @Override
  public List<JobSummary> jobs() {
    return endpoints.read(
        api ->
            api.jobs(BULK).stream()
                .filter(JobBody::isKnown)
                .map(JobBody::toSummary)
                .sorted(Comparator.comparingLong(job -> job.id().value()))
                .toList());
  }

  @Override
  public List<JobInfo> jobsWithReason(String reason) {
    return jobs().stream()
        .filter(job -> job.reasons().contains(reason))
        .flatMap(job -> job(job.id()).stream())
        .toList();
  }

  @Override
  public void close() {
    endpoints.close();
  }

  private JobId change(ToLongFunction<RemoteApi> call) {
    return endpoints.change(api -> new JobId(call.applyAsLong(api)));
  }

  private static Map<String, Object> shutdownTimeout(Duration timeout) {
    return Map.of("shutdown_timeout", timeout.toSeconds());
  }

  private static String wireName(RebootType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }
}
