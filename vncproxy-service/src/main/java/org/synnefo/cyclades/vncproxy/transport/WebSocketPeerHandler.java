package org.synnefo.cyclades.vncproxy.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The side of a browser: bytes are the payload of binary frames, and the end is a close frame. */
// Failed writes and closes show up elsewhere: the channel becomes inactive.
@SuppressWarnings("FutureReturnValueIgnored")
final class WebSocketPeerHandler extends PeerHandler {

  private final ScheduledFuture<?> pings;
  private boolean closeSent;

  WebSocketPeerHandler(Channel channel, Listener listener, Duration ping) {
    super(channel, listener);
    pings =
        channel
            .eventLoop()
            .scheduleAtFixedRate(
                () -> channel.writeAndFlush(new PingWebSocketFrame(), channel.voidPromise()),
                ping.toMillis(),
                ping.toMillis(),
                TimeUnit.MILLISECONDS);
    channel.closeFuture().addListener(closed -> pings.cancel(false));
  }

  @Override
  Object frame(ByteBuf bytes) {
    return new BinaryWebSocketFrame(bytes);
  }

  @Override
  ByteBuf bytesOf(Object message) {
    if (message instanceof BinaryWebSocketFrame || message instanceof ContinuationWebSocketFrame) {
      return ((WebSocketFrame) message).content();
    }
    if (message instanceof PingWebSocketFrame ping) {
      answer(ping);
      return null;
    }
    ReferenceCountUtil.release(message);
    if (message instanceof CloseWebSocketFrame) {
      peerFinished();
    } else if (!(message instanceof PongWebSocketFrame)) {
      sendClose(WebSocketCloseStatus.INVALID_MESSAGE_TYPE);
    }
    return null;
  }

  /** A browser that does not read gets no pong; otherwise pongs would accumulate without limit. */
  private void answer(PingWebSocketFrame ping) {
    if (channel().isWritable()) {
      channel().writeAndFlush(new PongWebSocketFrame(ping.content()), channel().voidPromise());
    } else {
      ping.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    super.channelReadComplete(context);
    // The HTTP connection underneath also counts reads.
    context.fireChannelReadComplete();
  }

  @Override
  void finish() {
    sendClose(WebSocketCloseStatus.NORMAL_CLOSURE);
  }

  @Override
  void close() {
    sendClose(WebSocketCloseStatus.NORMAL_CLOSURE);
    super.close();
  }

  private void sendClose(WebSocketCloseStatus status) {
    if (!closeSent && channel().isActive()) {
      closeSent = true;
      channel()
          .writeAndFlush(new CloseWebSocketFrame(status))
          .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }
  }
}
