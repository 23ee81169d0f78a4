package org.synnefo.cyclades.ganeti.simulator.console;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The RFB server of one instance. All its connections run on one event loop. */
final class RfbServer {

  private static final Logger LOG = LoggerFactory.getLogger(RfbServer.class);
  private static final long TICK_MILLISECONDS = 100;

  private final Vertx vertx;
  private final String name;
  private final Screen screen;
  private final NetServer server;
  private final Map<NetSocket, RfbSession> sessions = new HashMap<>();

  private long ticks = -1;

  RfbServer(Vertx vertx, String name) {
    this.vertx = vertx;
    this.name = name;
    this.screen = new Screen(name);
    this.server =
        vertx
            .createNetServer(new NetServerOptions().setTcpNoDelay(true))
            .connectHandler(this::accept);
  }

  /** Starts listening; completes with the port. */
  Future<Integer> listen(String host, int port) {
    return server.listen(port, host).map(NetServer::actualPort);
  }

  /** Closes all connections and the port. */
  Future<Void> close() {
    return server.close();
  }

  private void accept(NetSocket socket) {
    RfbSession session = new RfbSession(name, screen, socket::write);
    sessions.put(socket, session);
    socket.closeHandler(unused -> remove(socket));
    socket.exceptionHandler(unused -> socket.close());
    socket.handler(bytes -> receive(socket, session, bytes));
    session.open();
    if (ticks < 0) {
      ticks = vertx.setPeriodic(TICK_MILLISECONDS, unused -> tick());
    }
  }

  private void receive(NetSocket socket, RfbSession session, Buffer bytes) {
    try {
      session.receive(bytes);
    } catch (RfbException e) {
      LOG.info("Disconnecting a console viewer, server={}: {}", name, e.getMessage());
      socket.close();
      return;
    }
    // All viewers see what one of them types.
    update();
    if (socket.writeQueueFull()) {
      socket.pause();
      socket.drainHandler(
          unused -> {
            socket.resume();
            session.sendUpdate();
          });
    }
  }

  private void tick() {
    screen.tick();
    update();
  }

  /** A viewer that does not read gets no more updates until it does. */
  private void update() {
    sessions.forEach(
        (socket, session) -> {
          if (!socket.writeQueueFull()) {
            session.sendUpdate();
          }
        });
  }

  private void remove(NetSocket socket) {
    sessions.remove(socket);
    if (sessions.isEmpty() && ticks >= 0) {
      vertx.cancelTimer(ticks);
      ticks = -1;
    }
  }
}
