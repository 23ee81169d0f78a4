package org.synnefo.cyclades.vncproxy.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Singleton;

/** Creates channels on the event loops of Vert.x, with options suitable for forwarding. */
@Singleton
public class Channels {

  /** Maximum size of one read. Sessions with little traffic use smaller buffers. */
  private static final int LARGEST_READ = 256 * 1024;

  /**
   * Low and high water marks of the bytes waiting for a slow peer: its source is not read above the
   * high mark until the low mark is reached. Higher values would not be faster, because a single
   * read can be larger.
   */
  private static final WriteBufferWaterMark WAITING =
      new WriteBufferWaterMark(32 * 1024, 64 * 1024);

  private final VertxInternal vertx;

  Channels(Vertx vertx) {
    this.vertx = (VertxInternal) vertx;
  }

  ServerBootstrap listener(int backlog, ChannelHandler child) {
    return new ServerBootstrap()
        .group(vertx.getAcceptorEventLoopGroup(), vertx.getEventLoopGroup())
        .channelFactory(vertx.transport().serverChannelFactory(false))
        .option(ChannelOption.SO_BACKLOG, backlog)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.SO_KEEPALIVE, true)
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .childOption(ChannelOption.RCVBUF_ALLOCATOR, reads())
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING)
        .childHandler(child);
  }

  Bootstrap connector(EventLoop loop, ChannelHandler handler) {
    return new Bootstrap()
        .group(loop)
        .channelFactory(vertx.transport().channelFactory(false))
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .option(ChannelOption.RCVBUF_ALLOCATOR, reads())
        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING)
        .handler(handler);
  }

  private static AdaptiveRecvByteBufAllocator reads() {
    return new AdaptiveRecvByteBufAllocator(64, 2048, LARGEST_READ);
  }
}
