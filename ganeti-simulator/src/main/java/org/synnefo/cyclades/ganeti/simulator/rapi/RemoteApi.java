package org.synnefo.cyclades.ganeti.simulator.rapi;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.synnefo.cyclades.ganeti.simulator.cluster.Cluster;
import org.synnefo.cyclades.ganeti.simulator.fault.FaultInjector;
import org.synnefo.cyclades.ganeti.simulator.job.JobQueue;
import org.synnefo.cyclades.ganeti.simulator.operation.InstancePower;

/** The remote API of a cluster. */
public final class RemoteApi {

  private final RapiServer server;
  private final RapiSettings settings;

  public RemoteApi(
      Vertx vertx,
      RapiSettings settings,
      Cluster cluster,
      JobQueue queue,
      InstancePower power,
      FaultInjector faults,
      Clock clock) {
    this.settings = settings;
    Opcodes opcodes = new Opcodes(clock);
    InstanceView instances = new InstanceView(cluster);
    ClusterView view = new ClusterView(cluster);
    List<Resource> resources =
        Stream.of(
                new ClusterResources(cluster, view, queue, opcodes).all(),
                new InstanceResources(cluster, instances, new JobSubmission(queue, opcodes)).all(),
                new JobResources(queue, settings.longPoll()).all(),
                new QueryResources(cluster, instances, view, queue.store()).all(),
                new SimulatorResources(faults, cluster, power).all())
            .flatMap(List::stream)
            .toList();
    Dispatcher dispatcher = new Dispatcher(resources, new RapiUsers(settings.users()));
    this.server = new RapiServer(vertx, dispatcher, faults);
  }

  /** Starts listening; completes with the port. */
  public Future<Integer> listen() {
    return server.listen(settings.host(), settings.port());
  }

  public Future<Void> close() {
    return server.close();
  }
}
