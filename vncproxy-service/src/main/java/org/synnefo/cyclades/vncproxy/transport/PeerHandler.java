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
 * Handles one side of a console; the last handler of its channel. Until both sides are joined, it
 * passes received bytes to a listener. Then it forwards its buffers to the other side without
 * copying.
 *
 * <p>Back-pressure: a side is read only while the other side is writable, that is, below its high
 * water mark. This limits the memory of a session to about one read and one high water mark in each
 * direction.
 */
// Failed writes and closes show up elsewhere: the channel becomes inactive.
@SuppressWarnings("FutureReturnValueIgnored")
class PeerHandler extends ChannelInboundHandlerAdapter {

  /** Receives the events of a side. */
  interface Listener {

    /** Bytes arrived; the listener must consume all of them. */
    void received(ByteBuffer bytes);

    /** TLS is established. */
    void encrypted();

    /** TLS failed. */
    void notEncrypted(Throwable cause);

    /** The peer has shut down its output. */
    void finished();

    /** The channel is closed. */
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

  /** From now on both sides forward their bytes to each other. */
  static void join(PeerHandler one, PeerHandler two) {
    one.other = two;
    two.other = one;
    one.regulate();
    two.regulate();
  }

  Channel channel() {
    return channel;
  }

  /** Number of bytes received from the peer since the sides were joined. Thread-safe. */
  long received() {
    return received.get();
  }

  /** When bytes last arrived, by {@link System#nanoTime}; keep-alive messages do not count. */
  long lastRead() {
    return lastRead;
  }

  /** The bytes waiting for the peer, if it does not read. Thread-safe. */
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

  /** Starts TLS from the next byte on, in both directions. */
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

  /** Shuts down output after everything that was sent. */
  void finish() {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls != null) {
      tls.closeOutbound();
    } else if (channel instanceof DuplexChannel duplex) {
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> duplex.shutdownOutput());
    }
  }

  /** Closes the channel after everything that was sent. */
  void close() {
    if (channel.isActive()) {
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    } else {
      channel.close();
    }
  }

  /** Closes the channel immediately; unsent bytes are lost. */
  void abort() {
    channel.close();
  }

  void readWanted(boolean wanted) {
    readWanted = wanted;
    regulate();
  }

  /** Wraps a buffer for this side's channel. */
  Object frame(ByteBuf bytes) {
    return bytes;
  }

  /**
   * Extracts the bytes of a received message; null if it contains none. The caller releases the
   * message.
   */
  ByteBuf bytesOf(Object message) {
    return (ByteBuf) message;
  }

  /** The peer has shut down its output; the listener is notified once. */
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
    // The peer reset the connection or broke TLS; the log line at the end of the session says so.
    context.close();
  }

  private void regulate() {
    boolean read = readWanted && (other == null || other.channel.isWritable());
    if (channel.config().isAutoRead() != read) {
      channel.config().setAutoRead(read);
    }
  }
}
