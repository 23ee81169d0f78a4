package org.synnefo.cyclades.vncproxy.benchmark;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.synnefo.cyclades.vncproxy.rfb.VncAuthentication;

/** The measuring end of a session: a viewer that uses TCP or a WebSocket. */
final class Peer implements AutoCloseable {

  private static final byte[] VERSION = "RFB 003.008\n".getBytes(StandardCharsets.US_ASCII);
  private static final int SERVER_INIT_LENGTH = 24;

  private final SocketChannel channel;
  private final boolean frames;
  private final Input in;

  private Peer(SocketChannel channel, boolean frames) {
    this.channel = channel;
    this.frames = frames;
    this.in = new Input();
  }

  static Peer byTcp(InetSocketAddress address) throws IOException {
    return new Peer(connect(address), false);
  }

  static Peer byWebSocket(InetSocketAddress address, String path) throws IOException {
    SocketChannel channel = connect(address);
    write(
        channel,
        ("GET %s HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Protocol: binary\r\n\r\n")
            .formatted(path)
            .getBytes(StandardCharsets.US_ASCII));
    ByteBuffer octet = ByteBuffer.allocate(1);
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      if (channel.read(octet.clear()) < 0) {
        throw new EOFException(head.toString());
      }
      head.append((char) octet.get(0));
    }
    if (!head.toString().startsWith("HTTP/1.1 101")) {
      throw new IOException(head.toString());
    }
    return new Peer(channel, true);
  }

  private static SocketChannel connect(InetSocketAddress address) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.connect(address);
    return channel;
  }

  /** Authenticates with a password, or with None if there is none, and starts the session. */
  void handshake(String password) throws IOException {
    DataInputStream data = new DataInputStream(in);
    data.readFully(new byte[12]);
    send(VERSION);
    byte[] types = data.readNBytes(data.readByte());
    send(new byte[] {types[0]});
    if (types[0] == 2) {
      send(VncAuthentication.response(password, data.readNBytes(16)));
    }
    if (data.readInt() != 0) {
      throw new IOException(
          "refused: " + new String(data.readNBytes(data.readInt()), StandardCharsets.ISO_8859_1));
    }
    send(new byte[] {1});
    data.readFully(new byte[SERVER_INIT_LENGTH]);
  }

  void send(byte[] bytes) throws IOException {
    if (!frames) {
      write(channel, bytes);
      return;
    }
    byte[] frame = new byte[6 + bytes.length];
    frame[0] = (byte) 0x82;
    frame[1] = (byte) (0x80 | bytes.length);
    System.arraycopy(bytes, 0, frame, 6, bytes.length);
    write(channel, frame);
  }

  /** Reads and discards this many bytes. */
  void skip(long bytes) throws IOException {
    in.skipNBytes(bytes);
  }

  private static void write(SocketChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  @Override
  public void close() throws IOException {
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.close();
  }

  /** The server's bytes without the frames around them. Skipped bytes are not copied. */
  private final class Input extends InputStream {

    private static final int LARGEST_READ = 1 << 19;
    private static final int SMALLEST_READ = 1 << 10;

    private ByteBuffer buffer = ByteBuffer.allocate(SMALLEST_READ).limit(0);
    private long leftOfFrame = frames ? 0 : Long.MAX_VALUE;

    @Override
    public int read() throws IOException {
      beginFrame();
      leftOfFrame--;
      return octet();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      beginFrame();
      fill();
      int count = (int) Math.min(Math.min(length, leftOfFrame), buffer.remaining());
      buffer.get(bytes, offset, count);
      leftOfFrame -= count;
      return count;
    }

    @Override
    public void skipNBytes(long bytes) throws IOException {
      if (buffer.capacity() < LARGEST_READ) {
        buffer = ByteBuffer.allocateDirect(LARGEST_READ).put(buffer).flip();
      }
      long left = bytes;
      while (left > 0) {
        beginFrame();
        fill();
        int count = (int) Math.min(Math.min(left, leftOfFrame), buffer.remaining());
        buffer.position(buffer.position() + count);
        leftOfFrame -= count;
        left -= count;
      }
    }

    private void beginFrame() throws IOException {
      while (leftOfFrame == 0) {
        octet();
        int length = octet();
        int more = length == 126 ? 2 : length == 127 ? 8 : 0;
        leftOfFrame = more > 0 ? 0 : length;
        for (int i = 0; i < more; i++) {
          leftOfFrame = leftOfFrame << 8 | octet();
        }
      }
    }

    private int octet() throws IOException {
      fill();
      return buffer.get() & 0xff;
    }

    private void fill() throws IOException {
      while (!buffer.hasRemaining()) {
        buffer.clear();
        int read = channel.read(buffer);
        buffer.flip();
        if (read < 0) {
          throw new EOFException();
        }
      }
    }
  }
}
