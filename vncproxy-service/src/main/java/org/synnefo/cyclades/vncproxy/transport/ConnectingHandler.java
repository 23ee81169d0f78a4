package org.synnefo.cyclades.vncproxy.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * The handler of a channel to a server until it is connected; then it is replaced by a {@link
 * PeerHandler}.
 */
final class ConnectingHandler extends ChannelInboundHandlerAdapter {

  private final ConsoleTransport console;

  ConnectingHandler(ConsoleTransport console) {
    this.console = console;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    context.pipeline().replace(this, "wire", console.opened(context.channel()));
  }
}
