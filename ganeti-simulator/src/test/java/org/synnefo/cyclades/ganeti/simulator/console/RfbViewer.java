package org.synnefo.cyclades.ganeti.simulator.console;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;

/** A viewer on a real socket that stores the received pixels. */
final class RfbViewer implements AutoCloseable {

  static final int WIDTH = 640;
  static final int HEIGHT = 400;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final boolean dribble;
  private int bytesPerPoint = 4;
  private byte[] points = new byte[WIDTH * HEIGHT * bytesPerPoint];
  private String name;

  /**
   * @param dribble whether to send each byte separately
   */
  RfbViewer(int port, boolean dribble) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(10_000);
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    this.dribble = dribble;
  }

  static RfbViewer connect(int port, String version) throws IOException {
    RfbViewer viewer = new RfbViewer(port, false);
    viewer.shakeHands(version);
    return viewer;
  }

  void shakeHands(String version) throws IOException {
    assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("RFB 003.008\n");
    send(version.getBytes(StandardCharsets.US_ASCII));
    if (version.equals("RFB 003.003\n")) {
      assertThat(in.readInt()).isEqualTo(1);
    } else {
      assertThat(in.readUnsignedByte()).isEqualTo(1);
      assertThat(in.readUnsignedByte()).isEqualTo(1);
      send(new byte[] {1});
      if (version.equals("RFB 003.008\n")) {
        assertThat(in.readInt()).isZero();
      }
    }
    send(new byte[] {1});
    assertThat(in.readUnsignedShort()).isEqualTo(WIDTH);
    assertThat(in.readUnsignedShort()).isEqualTo(HEIGHT);
    in.readNBytes(16);
    name = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  String name() {
    return name;
  }

  void send(byte[] bytes) throws IOException {
    if (!dribble) {
      out.write(bytes);
      return;
    }
    for (byte one : bytes) {
      out.write(one);
      out.flush();
    }
  }

  void setFormat(PixelFormat format) throws IOException {
    ByteBuffer message = ByteBuffer.allocate(20).put((byte) 0).put(new byte[3]);
    message.put((byte) format.bits()).put((byte) format.depth());
    message.put((byte) (format.bigEndian() ? 1 : 0)).put((byte) (format.trueColour() ? 1 : 0));
    message.putShort((short) format.redMaximum());
    message.putShort((short) format.greenMaximum());
    message.putShort((short) format.blueMaximum());
    message.put((byte) format.redShift());
    message.put((byte) format.greenShift());
    message.put((byte) format.blueShift());
    send(message.array());
    bytesPerPoint = format.bits() / 8;
    points = new byte[WIDTH * HEIGHT * bytesPerPoint];
  }

  void setEncodings() throws IOException {
    send(
        ByteBuffer.allocate(12)
            .put((byte) 2)
            .put((byte) 0)
            .putShort((short) 2)
            .putInt(0)
            .putInt(-239)
            .array());
  }

  void request(boolean incremental, int x, int y, int width, int height) throws IOException {
    send(
        ByteBuffer.allocate(10)
            .put((byte) 3)
            .put((byte) (incremental ? 1 : 0))
            .putShort((short) x)
            .putShort((short) y)
            .putShort((short) width)
            .putShort((short) height)
            .array());
  }

  void requestAll(boolean incremental) throws IOException {
    request(incremental, 0, 0, WIDTH, HEIGHT);
  }

  void key(int keysym) throws IOException {
    for (byte down = 1; down >= 0; down--) {
      send(
          ByteBuffer.allocate(8)
              .put((byte) 4)
              .put(down)
              .putShort((short) 0)
              .putInt(keysym)
              .array());
    }
  }

  void press(int x, int y) throws IOException {
    send(
        ByteBuffer.allocate(6)
            .put((byte) 5)
            .put((byte) 1)
            .putShort((short) x)
            .putShort((short) y)
            .array());
  }

  void cutText(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    send(
        ByteBuffer.allocate(8 + bytes.length)
            .put((byte) 6)
            .put(new byte[3])
            .putInt(bytes.length)
            .put(bytes)
            .array());
  }

  /** Reads an update, and returns its number of pixels. */
  int readUpdate() throws IOException {
    int type = in.readUnsignedByte();
    while (type == 1) {
      in.readNBytes(3);
      in.readNBytes(6 * in.readUnsignedShort());
      type = in.readUnsignedByte();
    }
    assertThat(type).isZero();
    in.readByte();
    int rectangles = in.readUnsignedShort();
    int read = 0;
    for (int one = 0; one < rectangles; one++) {
      read += readRectangle();
    }
    return read;
  }

  private int readRectangle() throws IOException {
    int x = in.readUnsignedShort();
    int y = in.readUnsignedShort();
    int width = in.readUnsignedShort();
    int height = in.readUnsignedShort();
    assertThat(in.readInt()).isZero();
    for (int row = y; row < y + height; row++) {
      in.readFully(points, (row * WIDTH + x) * bytesPerPoint, width * bytesPerPoint);
    }
    return width * height;
  }

  /** The bytes of a pixel. */
  byte[] point(int x, int y) {
    int at = (y * WIDTH + x) * bytesPerPoint;
    return Arrays.copyOfRange(points, at, at + bytesPerPoint);
  }

  /** A copy of some rows of the screen. */
  byte[] rows(int from, int to) {
    return Arrays.copyOfRange(points, from * WIDTH * bytesPerPoint, to * WIDTH * bytesPerPoint);
  }

  int readByte() throws IOException {
    return in.read();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
