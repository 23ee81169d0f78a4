package org.synnefo.cyclades.ganeti.simulator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletionException;
import org.synnefo.cyclades.ganeti.simulator.cluster.Cluster;
import org.synnefo.cyclades.ganeti.simulator.console.RfbServers;
import org.synnefo.cyclades.ganeti.simulator.fault.FaultInjector;
import org.synnefo.cyclades.ganeti.simulator.job.JobFiles;
import org.synnefo.cyclades.ganeti.simulator.job.JobQueue;
import org.synnefo.cyclades.ganeti.simulator.operation.InstancePower;
import org.synnefo.cyclades.ganeti.simulator.operation.OperationContext;
import org.synnefo.cyclades.ganeti.simulator.operation.Operations;
import org.synnefo.cyclades.ganeti.simulator.rapi.RemoteApi;
import org.synnefo.cyclades.ganeti.simulator.script.HookRunner;
import org.synnefo.cyclades.ganeti.simulator.script.OsScripts;

/** A running simulator. */
public final class SimulatorServer implements AutoCloseable {

  private static final int EVENT_LOOPS = 2;
  private static final int WORKERS = 4;

  private final Vertx vertx;
  private final JobQueue queue;
  private final RemoteApi api;
  private final FaultInjector faults;
  private final int port;

  private SimulatorServer(
      Vertx vertx, JobQueue queue, RemoteApi api, FaultInjector faults, int port) {
    this.vertx = vertx;
    this.queue = queue;
    this.api = api;
    this.faults = faults;
    this.port = port;
  }

  /**
   * Starts the simulator with the state stored in its directory. The remote API is available when
   * this returns.
   *
   * @throws UncheckedIOException if the directory can't be used or the port is in use
   */
  public static SimulatorServer start(SimulatorSettings settings) {
    Path data = settings.data();
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't create " + data, e);
    }
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS).setWorkerPoolSize(WORKERS));
    try {
      return start(settings, vertx);
    } catch (RuntimeException e) {
      await(vertx.close());
      throw e;
    }
  }

  private static SimulatorServer start(SimulatorSettings settings, Vertx vertx) {
    Clock clock = settings.clock();
    Path data = settings.data();
    Cluster cluster =
        new Cluster(data.resolve("config.json"), settings.node(), settings.network(), clock);
    RfbServers consoles = new RfbServers(vertx, settings.consoles());
    InstancePower power = new InstancePower(cluster, consoles);
    FaultInjector faults = new FaultInjector(clock);
    OperationContext services =
        new OperationContext(
            cluster,
            consoles,
            new HookRunner(settings.scripts().hooks(), cluster, data),
            new OsScripts(settings.scripts(), cluster, data.resolve("log/os")),
            data.resolve("disks"));
    JobQueue queue =
        new JobQueue(
            new JobFiles(data.resolve("queue")),
            settings.times(),
            Operations.all(services, power),
            faults,
            clock);
    RemoteApi api = new RemoteApi(vertx, settings.rapi(), cluster, queue, power, faults, clock);
    power.resume();
    queue.start();
    int port = await(api.listen());
    return new SimulatorServer(vertx, queue, api, faults, port);
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw new UncheckedIOException(cause.getMessage(), cause);
      }
      throw e;
    }
  }

  /** The port of the remote API. */
  public int port() {
    return port;
  }

  /** Injects faults; for programs that run the simulator in their own process. */
  public FaultInjector faults() {
    return faults;
  }

  /**
   * Stops the simulator. Jobs get a moment to finish; those that don't are errors after the next
   * start.
   */
  @Override
  public void close() {
    await(api.close());
    queue.close();
    await(vertx.close());
  }
}
