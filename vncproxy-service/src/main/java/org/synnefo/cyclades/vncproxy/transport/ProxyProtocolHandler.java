package org.synnefo.cyclades.vncproxy.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Waits for the PROXY protocol header that a load balancer sends first, then starts the console.
 */
// The result of closing a refused channel does not matter.
@SuppressWarnings("FutureReturnValueIgnored")
final class ProxyProtocolHandler extends io.netty.channel.ChannelInboundHandlerAdapter {

  /** A load balancer sends the header with the first packet. */
  private static final int PATIENCE_SECONDS = 5;

  private final BiConsumer<Channel, InetAddress> begin;
  private ScheduledFuture<?> patience;

  ProxyProtocolHandler(BiConsumer<Channel, InetAddress> begin) {
    this.begin = begin;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    ByteToMessageDecoder decoder = new HAProxyMessageDecoder();
    context.pipeline().addBefore(context.name(), "proxy-header", decoder);
    patience =
        context.executor().schedule(() -> context.close(), PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HAProxyMessage header) {
      patience.cancel(false);
      InetAddress viewer = address(header, context.channel());
      header.release();
      context.pipeline().remove(this);
      begin.accept(context.channel(), viewer);
    } else if (message instanceof ByteBuf early) {
      // A viewer sends nothing before it has been greeted.
      early.release();
      context.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    patience.cancel(false);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    patience.cancel(false);
    context.close();
  }

  private static InetAddress address(HAProxyMessage header, Channel channel) {
    // A load balancer's health check ("LOCAL", "UNKNOWN") contains no address.
    return header.sourceAddress() == null
        ? ((InetSocketAddress) channel.remoteAddress()).getAddress()
        : new InetSocketAddress(header.sourceAddress(), header.sourcePort()).getAddress();
  }
}
