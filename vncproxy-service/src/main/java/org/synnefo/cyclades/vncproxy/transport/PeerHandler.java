package org.synnefo.cyclades.vncproxy.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.synnefo.cyclades.vncproxy.session.WriteBacklog;

/**
 * One side of a console: the last handler of its channel. Until it is joined to the other side it
 * hands its bytes to a listener, then it moves its buffers to the other side as they are.
 *
 * <p>Back-pressure: a side is read only as long as the other side can be written to (fewer bytes
 * wait there than its high-water mark). That bounds the memory of a session to about one read and
 * one high-water mark each way.
 */
// Writes and closes that fail are seen where it matters: the channel becomes inactive.
@SuppressWarnings("FutureReturnValueIgnored")
class PeerHandler extends ChannelInboundHandlerAdapter {

  /** What happens to a side. */
  interface Listener {

    /** Bytes came; all of them are to be taken at once. */
    void received(ByteBuffer bytes);

    /** TLS stands. */
    void encrypted();

    /** No TLS came about. */
    void notEncrypted(Throwable cause);

    /** The peer will send no more bytes. */
    void finished();

    /** The channel is gone. */
    void lost();
  }

  private final Channel channel;
  private final Listener listener;
  private final AtomicLong received = new AtomicLong();
  private PeerHandler other;
  private boolean finished;
  private boolean readWanted = true;
  private long lastRead = System.nanoTime();
  private volatile long stalledSince = System.nanoTime();

  PeerHandler(Channel channel, Listener listener) {
    this.channel = channel;
    this.listener = listener;
  }

  /** From now on both sides move their bytes to each other. */
  static void join(PeerHandler one, PeerHandler two) {
    one.other = two;
    two.other = one;
    one.regulate();
    two.regulate();
  }

  Channel channel() {
    return channel;
  }

  /** Bytes that came from the peer since the sides were joined; any thread may ask. */
  long received() {
    return received.get();
  }

  /** When bytes last came, by {@link System#nanoTime}; what keeps the channel alive is none. */
  long lastRead() {
    return lastRead;
  }

  /** What waits for the peer, if it does not read; any thread may ask. */
  Optional<WriteBacklog> writeBacklog() {
    long tooMany = channel.bytesBeforeWritable();
    boolean reads = tooMany == 0;
    boolean gone = tooMany == Long.MAX_VALUE;
    return reads || gone
        ? Optional.empty()
        : Optional.of(
            new WriteBacklog(
                tooMany + channel.config().getWriteBufferLowWaterMark(),
                Duration.ofNanos(System.nanoTime() - stalledSince)));
  }

  /** From the next byte on, either way, the channel speaks TLS. */
  void encrypt(SslContext context) {
    ChannelHandlerContext own = channel.pipeline().context(this);
    if (own == null) {
      channel.pipeline().addLast("tls", context.newHandler(channel.alloc()));
    } else {
      channel.pipeline().addBefore(own.name(), "tls", context.newHandler(channel.alloc()));
    }
  }

  void send(byte[] bytes) {
    channel.writeAndFlush(frame(Unpooled.wrappedBuffer(bytes)), channel.voidPromise());
  }

  /** Says that no more bytes follow those that were given. */
  void finish() {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls != null) {
      tls.closeOutbound();
    } else if (channel instanceof DuplexChannel duplex) {
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> duplex.shutdownOutput());
    }
  }

  /** Closes once what was sent is out. */
  void close() {
    if (channel.isActive()) {
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    } else {
      channel.close();
    }
  }

  /** Closes at once; what was sent and is not out yet is lost. */
  void abort() {
    channel.close();
  }

  void readWanted(boolean wanted) {
    readWanted = wanted;
    regulate();
  }

  /** What a buffer is turned into for this side's channel. */
  Object frame(ByteBuf bytes) {
    return bytes;
  }

  /** The bytes of what came in; null when it was no bytes. The caller releases the message. */
  ByteBuf bytesOf(Object message) {
    return (ByteBuf) message;
  }

  /** The peer finished: told to the listener once. */
  final void peerFinished() {
    if (!finished) {
      finished = true;
      listener.finished();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = bytesOf(message);
    if (bytes == null) {
      return;
    }
    if (bytes.isReadable()) {
      lastRead = System.nanoTime();
    }
    if (other != null) {
      received.lazySet(received.get() + bytes.readableBytes());
      other.channel.write(other.frame(bytes), other.channel.voidPromise());
      return;
    }
    try {
      listener.received(bytes.nioBuffer());
    } finally {
      bytes.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (other != null) {
      other.channel.flush();
      regulate();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    stalledSince = System.nanoTime();
    if (other != null) {
      other.regulate();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
      peerFinished();
    } else if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (handshake.isSuccess()) {
        listener.encrypted();
      } else {
        listener.notEncrypted(handshake.cause());
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    context.fireChannelInactive();
    listener.lost();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // A peer that resets its connection, or breaks TLS: the log line of the end says so.
    context.close();
  }

  private void regulate() {
    boolean read = readWanted && (other == null || other.channel.isWritable());
    if (channel.config().isAutoRead() != read) {
      channel.config().setAutoRead(read);
    }
  }
}
