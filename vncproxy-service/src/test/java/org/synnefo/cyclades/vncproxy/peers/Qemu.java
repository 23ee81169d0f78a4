package org.synnefo.cyclades.vncproxy.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * QEMU with a machine that has not been started, if QEMU is installed. Its VNC server only accepts
 * VeNCrypt, and shows a line of text.
 */
final class Qemu implements AutoCloseable {

  static final Path PROGRAM = Path.of("/usr/bin/qemu-system-x86_64");

  private static final int FIRST_PORT = 5900;

  private final Process process;
  private final int port;

  private Qemu(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts QEMU, and waits until it listens.
   *
   * @param authority whose certificate it presents
   * @param password that viewers need
   */
  static Qemu start(CertificateAuthority authority, Optional<String> password) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Process process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "-nodefaults",
                "-machine",
                "pc,accel=tcg",
                "-m",
                "16",
                "-S",
                "-vga",
                "std",
                "-display",
                "none",
                "-qmp",
                "stdio",
                "-object",
                "tls-creds-x509,id=tls,endpoint=server,verify-peer=off,dir=" + authority.folder(),
                "-object",
                "secret,id=password,data=" + password.orElse(""),
                "-vnc",
                "127.0.0.1:%d,tls-creds=tls%s"
                    .formatted(
                        port - FIRST_PORT, password.isPresent() ? ",password-secret=password" : ""))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Qemu qemu = new Qemu(process, port);
    qemu.answer();
    qemu.command("{'execute': 'qmp_capabilities'}");
    return qemu;
  }

  int port() {
    return port;
  }

  /** The content of the screen according to QEMU: red, green, blue of each pixel. */
  int[] screen(Path folder) throws IOException {
    Path dump = folder.resolve("screen.ppm");
    command("{'execute': 'screendump', 'arguments': {'filename': '%s'}}".formatted(dump));
    byte[] file = Files.readAllBytes(dump);
    String[] header = new String(file, StandardCharsets.ISO_8859_1).split("\\s", 5);
    int[] screen = new int[Integer.parseInt(header[1]) * Integer.parseInt(header[2])];
    ByteBuffer body = ByteBuffer.wrap(file).position(file.length - 3 * screen.length);
    for (int i = 0; i < screen.length; i++) {
      screen[i] = (body.get() & 0xff) << 16 | (body.get() & 0xff) << 8 | body.get() & 0xff;
    }
    return screen;
  }

  private void command(String json) throws IOException {
    Writer out = process.outputWriter();
    out.write(json.replace('\'', '"') + "\n");
    out.flush();
    String answer = answer();
    while (answer.contains("\"event\"")) {
      answer = answer();
    }
    if (!answer.contains("\"return\"")) {
      throw new IOException("QEMU does not do it: " + answer);
    }
  }

  private String answer() throws IOException {
    BufferedReader in = process.inputReader();
    String line = in.readLine();
    if (line == null) {
      throw new IOException("QEMU has ended");
    }
    return line;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
