package org.synnefo.cyclades.vncproxy.control;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Accepts requests on the control channel: one JSON object per connection, answered with another.
 */
@Singleton
public class ControlPort {

  private static final Logger LOG = Logger.getLogger(ControlPort.class);
  private static final int LONGEST_REQUEST = 4096;
  private static final long PATIENCE_MILLIS = 5000;

  private final ControlSettings settings;
  private final PortForwards forwards;
  private final Vertx vertx;
  private Optional<NetServer> server = Optional.empty();

  ControlPort(ControlSettings settings, PortForwards forwards, Vertx vertx) {
    this.settings = settings;
    this.forwards = forwards;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    if (settings.enabled()) {
      SocketAddress address =
          settings
              .socket()
              .map(path -> SocketAddress.domainSocketAddress(path.toString()))
              .orElseGet(() -> SocketAddress.inetSocketAddress(settings.port(), settings.host()));
      NetServer listening = vertx.createNetServer().connectHandler(this::converse);
      listening.listen(address).toCompletionStage().toCompletableFuture().join();
      server = Optional.of(listening);
      LOG.infof("Control channel is listening at %s", address);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    server.ifPresent(listening -> listening.close().onFailure(e -> LOG.debug("Closing failed", e)));
  }

  /** The TCP port, if it is listening on one. */
  public Optional<Integer> port() {
    return server.map(NetServer::actualPort);
  }

  private void converse(NetSocket client) {
    Buffer request = Buffer.buffer();
    AtomicBoolean answered = new AtomicBoolean();
    long patience = vertx.setTimer(PATIENCE_MILLIS, timer -> end(client));
    client.closeHandler(closed -> vertx.cancelTimer(patience));
    client.handler(
        bytes -> {
          request.appendBuffer(bytes);
          boolean tooLong = request.length() > LONGEST_REQUEST;
          if (tooLong || isWhole(request)) {
            if (answered.compareAndSet(false, true)) {
              answer(client, tooLong ? "" : request.toString(StandardCharsets.UTF_8));
            }
          }
        });
  }

  private void answer(NetSocket client, String json) {
    ForwardRequest request;
    try {
      request = ForwardRequest.parse(json);
    } catch (IllegalArgumentException e) {
      LOG.warnf("Invalid forward request: %s", e.getMessage());
      say(client, new JsonObject().put("status", "FAILED"));
      return;
    }
    forwards
        .open(request)
        .whenComplete(
            (port, failure) -> {
              if (failure == null) {
                LOG.infof("Forwarding: port=%d request=%s", port, request);
                say(client, new JsonObject().put("source_port", port).put("status", "OK"));
              } else {
                LOG.warnf("Can't open a port for a forward request: %s", failure.getMessage());
                say(client, new JsonObject().put("status", "FAILED"));
              }
            });
  }

  /**
   * A request ends with its closing brace. No field is an object, so the first prefix that parses
   * is the whole request.
   */
  private static boolean isWhole(Buffer request) {
    String text = request.toString(StandardCharsets.UTF_8).stripTrailing();
    if (!text.endsWith("}")) {
      return false;
    }
    try {
      return !new JsonObject(text).isEmpty();
    } catch (io.vertx.core.json.DecodeException e) {
      return false;
    }
  }

  private static void say(NetSocket client, JsonObject answer) {
    client.write(answer.encode()).onComplete(written -> end(client));
  }

  private static void end(NetSocket client) {
    client.close().onFailure(e -> LOG.debug("Closing failed", e));
  }
}
