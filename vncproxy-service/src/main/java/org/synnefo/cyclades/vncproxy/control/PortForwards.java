package org.synnefo.cyclades.vncproxy.control;

import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.synnefo.cyclades.model.console.ConsoleGrant;
import org.synnefo.cyclades.vncproxy.admission.Admission;
import org.synnefo.cyclades.vncproxy.admission.Verdict;
import org.synnefo.cyclades.vncproxy.rfb.VncAuthentication;
import org.synnefo.cyclades.vncproxy.transport.ConsoleProxy;
import org.synnefo.cyclades.vncproxy.transport.PooledPorts;
import org.synnefo.cyclades.vncproxy.transport.ViewerAuthenticator;

/** The ports that were opened for one viewer each. */
@Singleton
class PortForwards {

  private final ControlSettings settings;
  private final PooledPorts ports;
  private final ConsoleProxy proxy;
  private final Admission admission;
  private final Vertx vertx;

  /**
   * Users and servers are unknown here, so each forward gets a number of its own for the session
   * limits.
   */
  private final AtomicLong nobody = new AtomicLong();

  PortForwards(
      ControlSettings settings,
      PooledPorts ports,
      ConsoleProxy proxy,
      Admission admission,
      Vertx vertx) {
    this.settings = settings;
    this.ports = ports;
    this.proxy = proxy;
    this.admission = admission;
    this.vertx = vertx;
  }

  /**
   * Opens a port for one viewer. Completes with the port number, or fails if no port is available.
   */
  CompletionStage<Integer> open(ForwardRequest request) {
    if (proxy.isDraining()) {
      return CompletableFuture.failedStage(new IllegalStateException("The proxy is stopping."));
    }
    Forward forward = new Forward(request);
    CompletionStage<PooledPorts.Port> opened =
        request.sourcePort() != 0
            ? ports.open(request.sourceAddress(), request.sourcePort(), forward)
            : fromPool(request, forward, size(), start());
    return opened.thenApply(
        port -> {
          forward.port.complete(port);
          vertx.setTimer(settings.lifetime().toMillis(), timer -> port.close());
          return port.number();
        });
  }

  private CompletionStage<PooledPorts.Port> fromPool(
      ForwardRequest request, Forward forward, int left, int number) {
    CompletionStage<PooledPorts.Port> first = ports.open(request.sourceAddress(), number, forward);
    if (left <= 1) {
      return first;
    }
    return first
        .handle(
            (port, taken) ->
                taken == null
                    ? CompletableFuture.completedStage(port)
                    : fromPool(request, forward, left - 1, after(number)))
        .thenCompose(stage -> stage);
  }

  private int size() {
    return settings.lastPort() - settings.firstPort() + 1;
  }

  private int start() {
    return settings.firstPort() + ThreadLocalRandom.current().nextInt(size());
  }

  private int after(int number) {
    return number == settings.lastPort() ? settings.firstPort() : number + 1;
  }

  /** Forwards one viewer to one destination. */
  private final class Forward implements ViewerAuthenticator {

    private final CompletableFuture<PooledPorts.Port> port = new CompletableFuture<>();
    private final AtomicBoolean used = new AtomicBoolean();
    private final String password;
    private final ConsoleGrant grant;

    Forward(ForwardRequest request) {
      long number = nobody.decrementAndGet();
      password = request.password();
      grant =
          new ConsoleGrant(
              UUID.randomUUID(),
              number,
              number,
              request.destinationAddress(),
              request.destinationPort());
    }

    @Override
    public Verdict authenticate(byte[] challenge, byte[] response, InetAddress viewer) {
      return admission.decide(
          viewer,
          () -> {
            if (VncAuthentication.matches(password, challenge, response)
                && used.compareAndSet(false, true)) {
              port.join().close();
              return Optional.of(grant);
            }
            return Optional.empty();
          });
    }
  }
}
