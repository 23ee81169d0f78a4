package org.synnefo.cyclades.vncproxy.rfb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A handshake between a real viewer and a real server, recorded by {@link HandshakeRecorder}. A
 * recording with TLS ends where TLS starts; others end with ServerInit.
 *
 * @param name of the recording
 * @param password given to the viewer
 * @param viewer bytes sent by the viewer, in hexadecimal
 * @param server bytes sent by the server, in hexadecimal
 */
record Recording(String name, Optional<String> password, String viewer, String server) {

  private static final Path FOLDER = Path.of("src", "test", "resources", "handshakes");
  private static final int VERSION_DIGITS = 2 * ProtocolVersion.MESSAGE_LENGTH;

  static Stream<Recording> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(Recording::read).toList().stream();
    }
  }

  private static Recording read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      Optional<String> password =
          Optional.of(said(lines, "password ")).filter(text -> !text.equals("none"));
      String name = file.getFileName().toString().replace(".txt", "");
      return new Recording(name, password, said(lines, "V "), said(lines, "S "));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String said(List<String> lines, String prefix) {
    return lines.stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .collect(Collectors.joining());
  }

  /** Whether the viewer chose a lower version than the server offered. */
  boolean viewerIsOlder() {
    return !viewer.substring(0, VERSION_DIGITS).equals(server.substring(0, VERSION_DIGITS));
  }

  boolean isRefused() {
    return name.endsWith("refused");
  }

  boolean isEncrypted() {
    return name.contains("x509");
  }

  SecurityType security() {
    return name.contains("none") ? SecurityType.NONE : SecurityType.VNC_AUTHENTICATION;
  }

  /** The server's challenge, unless it was encrypted. */
  byte[] challenge() {
    int typeDigits = viewerIsOlder() ? 8 : 4;
    return password.isEmpty() || isEncrypted()
        ? new byte[VncAuthentication.CHALLENGE_LENGTH]
        : ScriptedPeer.hex(
            server.substring(
                VERSION_DIGITS + typeDigits,
                VERSION_DIGITS + typeDigits + 2 * VncAuthentication.CHALLENGE_LENGTH));
  }

  @Override
  public String toString() {
    return name;
  }
}
