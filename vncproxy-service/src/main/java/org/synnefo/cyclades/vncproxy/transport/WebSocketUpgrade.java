package org.synnefo.cyclades.vncproxy.transport;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.function.Consumer;
import org.synnefo.cyclades.vncproxy.admission.HandshakeLimits;
import org.synnefo.cyclades.vncproxy.admission.Verdict;
import org.synnefo.cyclades.vncproxy.connection.EndCause;

/**
 * A browser between its request and its console. Its handshake is under way from the first moment
 * on, and a failure is counted once if no console comes of it.
 */
public final class WebSocketUpgrade {

  private final ConsoleProxy proxy;
  private final HandshakeLimits.Permit handshake;

  WebSocketUpgrade(ConsoleProxy proxy, HandshakeLimits.Permit handshake) {
    this.proxy = proxy;
    this.handshake = handshake;
  }

  /**
   * Uses up the grant of the browser's token on a worker, and tells the verdict on the event loop.
   * After a refusal the upgrade is over.
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
   * The channel has just become a WebSocket: the console begins.
   *
   * @param before name of the handler that ends the pipeline
   * @param ping how often the browser is pinged
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
