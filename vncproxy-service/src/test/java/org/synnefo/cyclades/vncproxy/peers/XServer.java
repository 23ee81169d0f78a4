package org.synnefo.cyclades.vncproxy.peers;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** TigerVNC's server, which is also an X server, if it is installed. */
final class XServer implements AutoCloseable {

  static final Path PROGRAM = Path.of("/usr/bin/Xtigervnc");
  static final int WIDTH = 320;
  static final int HEIGHT = 200;

  /** Options for no authentication, and for a pattern on the screen, which is black otherwise. */
  static final String[] PATTERN = {"-retro", "-SecurityTypes", "None"};

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final int port;
  private final Path display;

  private XServer(Process process, int port, Path display) {
    this.process = process;
    this.port = port;
    this.display = display;
  }

  /**
   * Starts a server.
   *
   * @param options further options of the program
   */
  static XServer start(String... options) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path display = Files.createTempFile("display", "");
    List<String> command =
        new ArrayList<>(
            List.of(
                PROGRAM.toString(), "-displayfd", "1", "-localhost", "-AlwaysShared", "-nocursor"));
    command.addAll(List.of("-rfbport", "" + port, "-geometry", WIDTH + "x" + HEIGHT));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(display.toFile())
            .start();
    XServer server = new XServer(process, port, display);
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> server.screen().length > 0 && !server.display().equals(":"));
    return server;
  }

  int port() {
    return port;
  }

  /** The name of the display, such as {@code :1}. */
  String display() throws IOException {
    return ":" + Files.readString(display).strip();
  }

  /** The content of the screen according to the server: red, green, blue of each pixel. */
  int[] screen() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      out.write(in.readNBytes(12));
      in.readNBytes(in.readByte());
      out.write(1);
      in.readInt();
      return Screen.pixels(in, out);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
