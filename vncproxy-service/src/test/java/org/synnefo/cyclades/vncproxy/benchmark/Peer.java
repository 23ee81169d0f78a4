package org.synnefo.cyclades.vncproxy.benchmark;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.synnefo.cyclades.vncproxy.rfb.VncAuthentication;

/** The measuring end of a session: a viewer by TCP or by WebSocket. */
final class Peer implements AutoCloseable {

  private static final byte[] VERSION = "RFB 003.008\n".getBytes(StandardCharsets.US_ASCII);

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final boolean frames;

  private Peer(Socket socket, InputStream in, OutputStream out, boolean frames) {
    this.socket = socket;
    this.in = in;
    this.out = out;
    this.frames = frames;
  }

  static Peer byTcp(InetSocketAddress address) throws IOException {
    Socket socket = socket(address);
    return new Peer(socket, socket.getInputStream(), socket.getOutputStream(), false);
  }

  static Peer byWebSocket(InetSocketAddress address, String path) throws IOException {
    Socket socket = socket(address);
    OutputStream out = socket.getOutputStream();
    out.write(
        ("GET %s HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Protocol: binary\r\n\r\n")
            .formatted(path)
            .getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int octet = in.read();
      if (octet < 0) {
        throw new EOFException(head.toString());
      }
      head.append((char) octet);
    }
    if (!head.toString().startsWith("HTTP/1.1 101")) {
      throw new IOException(head.toString());
    }
    return new Peer(socket, new Frames(in), out, true);
  }

  private static Socket socket(InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(address);
    return socket;
  }

  /** Authenticates with a password, or with None where there is none, and begins the session. */
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
      throw new IOException("refused");
    }
    send(new byte[] {1});
    data.readFully(new byte[10]);
  }

  void send(byte[] bytes) throws IOException {
    if (!frames) {
      out.write(bytes);
      return;
    }
    byte[] frame = new byte[6 + bytes.length];
    frame[0] = (byte) 0x82;
    frame[1] = (byte) (0x80 | bytes.length);
    System.arraycopy(bytes, 0, frame, 6, bytes.length);
    out.write(frame);
  }

  InputStream in() {
    return in;
  }

  @Override
  public void close() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** The contents of a server's frames. */
  private static final class Frames extends InputStream {

    private final InputStream in;
    private long left;

    Frames(InputStream in) {
      this.in = new java.io.BufferedInputStream(in, 1 << 18);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      while (left == 0) {
        if (in.read() < 0) {
          return -1;
        }
        left = in.read();
        int more = left == 126 ? 2 : left == 127 ? 8 : 0;
        if (more > 0) {
          left = 0;
          for (int i = 0; i < more; i++) {
            left = left << 8 | in.read();
          }
        }
      }
      int read = in.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(read, 0);
      return read;
    }
  }
}
