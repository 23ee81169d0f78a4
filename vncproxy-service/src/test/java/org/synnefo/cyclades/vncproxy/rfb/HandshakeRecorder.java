package org.synnefo.cyclades.vncproxy.rfb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Forwards between a viewer and a server, and records the first bytes of each side in the format of
 * the test recordings. Run it as {@code java HandshakeRecorder.java PORT SERVER_PORT}.
 */
final class HandshakeRecorder {

  /** Bytes of a side beyond this are forwarded but not recorded. */
  private static final int LIMIT = 256;

  private HandshakeRecorder() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket listening = new ServerSocket(Integer.parseInt(arguments[0]), 1, here);
        Socket viewer = listening.accept();
        Socket server = new Socket(here, Integer.parseInt(arguments[1]))) {
      Thread other = new Thread(() -> forward('S', server, viewer, System.out));
      other.start();
      forward('V', viewer, server, System.out);
      other.join();
    }
  }

  private static void forward(char side, Socket from, Socket to, PrintStream recording) {
    byte[] buffer = new byte[1 << 16];
    int recorded = 0;
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        int some = Math.min(read, LIMIT - recorded);
        if (some > 0) {
          recording.println(
              side + " " + HexFormat.of().formatHex(Arrays.copyOfRange(buffer, 0, some)));
          recorded += some;
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException closed) {
      return;
    }
  }
}
