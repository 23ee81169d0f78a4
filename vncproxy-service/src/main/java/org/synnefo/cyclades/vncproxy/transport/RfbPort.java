package org.synnefo.cyclades.vncproxy.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.service.UnusableSettingsException;

/** The port that viewers connect to. */
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
   * Starts listening.
   *
   * @throws UnusableSettingsException if it can't
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
      throw new UnusableSettingsException(
          List.of(
              "can't listen for viewers at %s:%d (cyclades.vncproxy.rfb.host, cyclades.vncproxy.rfb.port): %s"
                  .formatted(settings.host(), settings.port(), e.getMessage())));
    }
    listening = Optional.of(channel);
    LOG.infof("Listening for viewers at %s", channel.localAddress());
  }

  /** Accepts no more viewers; existing ones stay connected. */
  public void close() {
    listening.ifPresent(channel -> channel.close().syncUninterruptibly());
    listening = Optional.empty();
  }

  /** The address that it listens on; empty if it is closed. */
  public Optional<InetSocketAddress> address() {
    return listening.map(channel -> (InetSocketAddress) channel.localAddress());
  }

  /** Starts the console of a new channel: immediately, or after the load balancer's header. */
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
