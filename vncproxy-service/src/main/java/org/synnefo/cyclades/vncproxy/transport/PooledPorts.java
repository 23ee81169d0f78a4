package org.synnefo.cyclades.vncproxy.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Opens further ports, for viewers that authenticate in another way. */
@Singleton
// The result of closing a refused channel does not matter.
@SuppressWarnings("FutureReturnValueIgnored")
public class PooledPorts {

  private static final int BACKLOG = 8;

  private final RfbSettings settings;
  private final Channels channels;
  private final ConsoleProxy proxy;

  PooledPorts(RfbSettings settings, Channels channels, ConsoleProxy proxy) {
    this.settings = settings;
    this.channels = channels;
    this.proxy = proxy;
  }

  /** A port that stays open until {@link #close}. */
  public static final class Port {

    private final Channel listening;

    private Port(Channel listening) {
      this.listening = listening;
    }

    public int number() {
      return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Accepts no more viewers; does nothing if it was closed already. */
    public void close() {
      listening.close();
    }
  }

  /**
   * Opens a port.
   *
   * @param host address to listen on; default is that of the RFB port
   * @return completes exceptionally if the port can't be opened
   */
  public CompletionStage<Port> open(
      Optional<String> host, int number, ViewerAuthenticator authenticator) {
    CompletableFuture<Port> opened = new CompletableFuture<>();
    channels
        .listener(BACKLOG, new AcceptHandler(authenticator))
        .bind(host.orElse(settings.host()), number)
        .addListener(
            (io.netty.channel.ChannelFuture bound) -> {
              if (bound.isSuccess()) {
                opened.complete(new Port(bound.channel()));
              } else {
                opened.completeExceptionally(bound.cause());
              }
            });
    return opened;
  }

  @ChannelHandler.Sharable
  private final class AcceptHandler extends ChannelInboundHandlerAdapter {

    private final ViewerAuthenticator authenticator;

    AcceptHandler(ViewerAuthenticator authenticator) {
      this.authenticator = authenticator;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      Channel channel = context.channel();
      channel.pipeline().remove(this);
      proxy.begin(
          channel, ((InetSocketAddress) channel.remoteAddress()).getAddress(), authenticator);
    }
  }
}
