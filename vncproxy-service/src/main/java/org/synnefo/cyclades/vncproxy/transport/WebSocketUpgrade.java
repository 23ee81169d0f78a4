package org.synnefo.cyclades.vncproxy.transport;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.function.Consumer;
import org.synnefo.cyclades.vncproxy.admission.HandshakeLimits;
import org.synnefo.cyclades.vncproxy.admission.Verdict;
import org.synnefo.cyclades.vncproxy.connection.EndCause;

/**
 * A browser between its HTTP request and its console. The handshake counts from the request on, and
 * a failure is counted once if no console results.
 */
public final class WebSocketUpgrade {

  private final ConsoleProxy proxy;
  private final HandshakeLimits.Permit handshake;

  WebSocketUpgrade(ConsoleProxy proxy, HandshakeLimits.Permit handshake) {
    this.proxy = proxy;
    this.handshake = handshake;
  }

  /**
   * Uses the grant of the browser's token on a worker thread, and reports the verdict on the event
   * loop. The upgrade is over after a refusal.
   */
  public void authenticate(String token, EventLoop loop, Consumer<Verdict> verdict) {
    proxy.authenticate(
        token,
        handshake.viewer(),
        loop,
        reached -> {
          if (reached instanceof Verdict.Refused refused) {
            fail(ConsoleProxy.cause(refused.refusal()));
          }
          verdict.accept(reached);
        });
  }

  /**
   * Starts the console on a channel that has just become a WebSocket.
   *
   * @param before name of the handler at the end of the pipeline
   * @param ping how often to ping the browser
   */
  public void begin(Channel channel, String before, Verdict.Admitted admitted, Duration ping) {
    proxy.begin(channel, before, handshake, admitted, ping);
  }

  /** The browser was gone before its channel became a WebSocket. */
  public void lost(Verdict.Admitted admitted) {
    admitted.permit().release();
    fail(EndCause.VIEWER_LOST);
  }

  private void fail(EndCause cause) {
    handshake.release();
    proxy.sessions().failed(handshake.viewer(), cause);
  }
}
