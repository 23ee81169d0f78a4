package org.synnefo.cyclades.local.faults;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A backend whose remote API is reached through somebody who can break it. New servers go there
 * until it is closed. It is the real Ganeti where one is configured, else a simulator.
 */
final class ProxiedBackend implements AutoCloseable {

  private static final String NAME = "proxied";

  private final CloudUnderTest cloud;
  private final Cluster cluster;
  private final BreakingProxy proxy;
  private final Backend backend;
  private final long jobsBefore;

  ProxiedBackend(CloudUnderTest cloud) throws Exception {
    this.cloud = cloud;
    cluster = RealCluster.isConfigured() ? RealCluster.configured() : cloud.anotherCluster(NAME);
    long last = 0;
    for (JsonNode job : cluster.jobs()) {
      last = Math.max(last, job.get("id").asLong());
    }
    jobsBefore = last;
    proxy = cluster.behindProxy();
    backend = new Backend(cloud.database(), NAME, proxy.url(), cluster);
    if (RealCluster.isConfigured()) {
      backend.fakeHypervisor();
    }
    backend.takesNewServers(true);
  }

  Cluster cluster() {
    return cluster;
  }

  BreakingProxy proxy() {
    return proxy;
  }

  /** Every job of that creation, whatever became of it; not those of an earlier server so named. */
  long creationJobs(long server) {
    long jobs = 0;
    for (JsonNode job : cluster.jobs()) {
      if (job.get("id").asLong() > jobsBefore
          && job.at("/ops/0/OP_ID").asText().equals("OP_INSTANCE_CREATE")
          && job.at("/ops/0/instance_name").asText().equals("snf-" + server)) {
        jobs++;
      }
    }
    return jobs;
  }

  @Override
  public void close() {
    proxy.trouble(BreakingProxy.Trouble.NONE);
    backend.forget();
    proxy.close();
    cloud.kill(NAME);
  }
}
