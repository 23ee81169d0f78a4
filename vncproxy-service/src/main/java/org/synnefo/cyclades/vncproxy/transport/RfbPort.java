package org.synnefo.cyclades.vncproxy.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The one port that viewers connect to. */
@Singleton
public class RfbPort {

  private static final Logger LOG = Logger.getLogger(RfbPort.class);

  private final RfbSettings settings;
  private final ConsoleProxy proxy;
  private final Channels channels;
  private volatile Optional<Channel> listening = Optional.empty();

  RfbPort(RfbSettings settings, ConsoleProxy proxy, Channels channels) {
    this.settings = settings;
    this.proxy = proxy;
    this.channels = channels;
  }

  /**
   * Listens.
   *
   * @throws IllegalStateException if the port can't be had
   */
  public void open() {
    Channel channel;
    try {
      channel =
          channels
              .listener(settings.backlog(), new AcceptHandler())
              .bind(settings.host(), settings.port())
              .sync()
              .channel();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the RFB port was opened", e);
    } catch (Exception e) {
      throw new IllegalStateException(
          "Can't listen for viewers at %s:%d: %s"
              .formatted(settings.host(), settings.port(), e.getMessage()),
          e);
    }
    listening = Optional.of(channel);
    LOG.infof("Listening for viewers at %s", channel.localAddress());
  }

  /** Takes no further viewers; those that are here stay. */
  public void close() {
    listening.ifPresent(channel -> channel.close().syncUninterruptibly());
    listening = Optional.empty();
  }

  /** Where it listens, if it does. */
  public Optional<InetSocketAddress> address() {
    return listening.map(channel -> (InetSocketAddress) channel.localAddress());
  }

  /**
   * A viewer's channel is open: its console begins, at once or when the balancer has told its
   * address.
   */
  @ChannelHandler.Sharable
  private final class AcceptHandler extends ChannelInboundHandlerAdapter {

    @Override
    public void channelActive(ChannelHandlerContext context) {
      Channel channel = context.channel();
      channel.pipeline().remove(this);
      if (settings.proxyProtocol()) {
        channel.pipeline().addLast(new ProxyProtocolHandler(proxy::begin));
      } else {
        proxy.begin(channel, ((InetSocketAddress) channel.remoteAddress()).getAddress());
      }
    }
  }
}
