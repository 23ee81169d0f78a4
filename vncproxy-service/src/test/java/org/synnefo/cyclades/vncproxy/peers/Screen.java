package org.synnefo.cyclades.vncproxy.peers;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Reads the screen of a VNC server with the raw encoding. */
final class Screen {

  private static final byte SET_PIXEL_FORMAT = 0;
  private static final byte SET_ENCODINGS = 2;
  private static final byte UPDATE_REQUEST = 3;

  private Screen() {}

  /**
   * Red, green and blue of each pixel, in little-endian order, because QEMU 7.2 supports no other.
   *
   * @param in from a server that has accepted the client and waits for ClientInit
   */
  static int[] pixels(DataInputStream in, OutputStream out) throws IOException {
    out.write(1);
    short width = in.readShort();
    short height = in.readShort();
    in.readNBytes(16);
    in.readNBytes(in.readInt());
    out.write(
        ByteBuffer.allocate(20)
            .put(new byte[] {SET_PIXEL_FORMAT, 0, 0, 0, 32, 24, 0, 1})
            .put(new byte[] {0, (byte) 255, 0, (byte) 255, 0, (byte) 255, 16, 8, 0, 0, 0, 0})
            .array());
    out.write(new byte[] {SET_ENCODINGS, 0, 0, 1, 0, 0, 0, 0});
    out.write(
        ByteBuffer.allocate(10)
            .put(new byte[] {UPDATE_REQUEST, 0, 0, 0, 0, 0})
            .putShort(width)
            .putShort(height)
            .array());
    return update(in, width, height);
  }

  private static int[] update(DataInputStream in, int width, int height) throws IOException {
    int[] screen = new int[width * height];
    in.readShort();
    int rectangles = in.readUnsignedShort();
    for (int i = 0; i < rectangles; i++) {
      int left = in.readUnsignedShort();
      int top = in.readUnsignedShort();
      int columns = in.readUnsignedShort();
      int rows = in.readUnsignedShort();
      in.readInt();
      for (int pixel = 0; pixel < columns * rows; pixel++) {
        screen[(top + pixel / columns) * width + left + pixel % columns] =
            Integer.reverseBytes(in.readInt()) & 0xffffff;
      }
    }
    return screen;
  }
}
