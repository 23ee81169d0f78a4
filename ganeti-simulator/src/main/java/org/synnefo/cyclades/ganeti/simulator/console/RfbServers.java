package org.synnefo.cyclades.ganeti.simulator.console;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synnefo.cyclades.ganeti.simulator.operation.InstanceConsoles;

/** The RFB servers of running instances. */
public final class RfbServers implements InstanceConsoles {

  private static final Logger LOG = LoggerFactory.getLogger(RfbServers.class);

  private final Vertx vertx;
  private final ConsoleSettings settings;
  private final Map<String, RfbServer> consoles = new HashMap<>();

  public RfbServers(Vertx vertx, ConsoleSettings settings) {
    this.vertx = vertx;
    this.settings = settings;
  }

  @Override
  public synchronized int newPort(Set<Integer> taken) {
    for (int port = settings.firstPort(); port <= settings.lastPort(); port++) {
      if (!taken.contains(port) && isFree(port)) {
        return settings.firstPort() == 0 ? anyPort() : port;
      }
    }
    throw new IllegalStateException("No free port for a console");
  }

  private boolean isFree(int port) {
    try (ServerSocket probe = open(port)) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private int anyPort() {
    try (ServerSocket probe = open(0)) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ServerSocket open(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getByName(settings.host()));
  }

  @Override
  public synchronized int start(String instance, int port, Set<Integer> taken) {
    if (consoles.containsKey(instance)) {
      return port;
    }
    RfbServer console = new RfbServer(vertx, instance);
    int actual;
    try {
      actual = listen(console, port);
    } catch (CompletionException e) {
      int other = newPort(taken);
      LOG.warn("Port of a console is in use, server={} port={} instead={}", instance, port, other);
      console = new RfbServer(vertx, instance);
      actual = listen(console, other);
    }
    consoles.put(instance, console);
    return actual;
  }

  /** Runs on its own event loop, no matter which thread calls. */
  private int listen(RfbServer console, int port) {
    Promise<Integer> listening = Promise.promise();
    Context context = vertx.getOrCreateContext();
    context.runOnContext(unused -> console.listen(settings.host(), port).onComplete(listening));
    return await(listening.future());
  }

  @Override
  public synchronized void stop(String instance) {
    RfbServer console = consoles.remove(instance);
    if (console != null) {
      await(console.close());
    }
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
