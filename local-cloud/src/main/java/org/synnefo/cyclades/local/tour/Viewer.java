package org.synnefo.cyclades.local.tour;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.synnefo.cyclades.vncproxy.rfb.HandshakeStep;
import org.synnefo.cyclades.vncproxy.rfb.RfbException;
import org.synnefo.cyclades.vncproxy.rfb.ServerHandshake;

/**
 * A viewer that connects to a console, authenticates, and asks once for the whole picture (RFC
 * 6143).
 */
public final class Viewer {

  private static final int PATIENCE_MILLIS = 20_000;
  private static final int SHARED = 1;
  private static final int SET_ENCODINGS = 2;
  private static final int UPDATE_REQUEST = 3;
  private static final int RAW = 0;
  private static final int UPDATE = 0;
  private static final int LARGEST_SIDE = 16_384;

  private Viewer() {}

  /**
   * What the viewer saw.
   *
   * @param desktop name of the desktop, as the instance's VNC server has it
   * @param colours how many different pixels the picture has
   */
  public record Picture(String desktop, int width, int height, long colours) {}

  /**
   * Connects and looks.
   *
   * @throws IOException if the console can't be reached, or refuses
   */
  public static Picture look(String host, int port, String password) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      authenticate(in, out, password);
      out.write(SHARED);
      int width = in.readUnsignedShort();
      int height = in.readUnsignedShort();
      int bytesPerPixel = in.readUnsignedByte() / Byte.SIZE;
      in.skipNBytes(15);
      String desktop = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
      if (width > LARGEST_SIDE || height > LARGEST_SIDE) {
        throw new IOException(
            "The console's picture is too large: %d x %d".formatted(width, height));
      }
      out.write(ask(width, height));
      return new Picture(desktop, width, height, colours(in, bytesPerPixel));
    }
  }

  private static void authenticate(DataInputStream in, DataOutputStream out, String password)
      throws IOException {
    ServerHandshake handshake =
        new ServerHandshake(Optional.of(password), ServerHandshake.Encryption.NONE);
    try {
      HandshakeStep step;
      do {
        step = handshake.receive(ByteBuffer.wrap(new byte[] {in.readByte()}));
        out.write(step.reply());
      } while (!(step instanceof HandshakeStep.Done));
    } catch (RfbException refused) {
      throw new IOException("The console refused the viewer: " + refused.getMessage(), refused);
    }
  }

  private static byte[] ask(int width, int height) {
    return ByteBuffer.allocate(18)
        .put((byte) SET_ENCODINGS)
        .put((byte) 0)
        .putShort((short) 1)
        .putInt(RAW)
        .put((byte) UPDATE_REQUEST)
        .put((byte) 0)
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) width)
        .putShort((short) height)
        .array();
  }

  private static long colours(DataInputStream in, int bytesPerPixel) throws IOException {
    int type = in.readUnsignedByte();
    if (type != UPDATE) {
      throw new IOException("The console sent message %d instead of a picture".formatted(type));
    }
    in.skipNBytes(1);
    int rectangles = in.readUnsignedShort();
    Set<Integer> colours = new HashSet<>();
    for (int i = 0; i < rectangles; i++) {
      in.skipNBytes(4);
      int pixels = in.readUnsignedShort() * in.readUnsignedShort();
      if (in.readInt() != RAW) {
        throw new IOException("The console sent a picture in an encoding that was not asked for");
      }
      byte[] data = in.readNBytes(pixels * bytesPerPixel);
      for (int at = 0; at + bytesPerPixel <= data.length; at += bytesPerPixel) {
        int colour = 0;
        for (int b = 0; b < bytesPerPixel; b++) {
          colour = colour << Byte.SIZE | data[at + b] & 0xff;
        }
        colours.add(colour);
      }
    }
    return colours.size();
  }
}
