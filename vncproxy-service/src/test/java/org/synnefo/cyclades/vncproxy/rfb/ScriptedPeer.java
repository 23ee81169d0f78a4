package org.synnefo.cyclades.vncproxy.rfb;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/**
 * Feeds a handshake with what a peer says, cut into pieces, and records what the handshake wants.
 */
final class ScriptedPeer {

  /** A step that a handshake takes with the bytes it is given. */
  interface Receiver {
    HandshakeStep receive(ByteBuffer input) throws RfbException;
  }

  /** The handshake's answers, the step it ended with, and the bytes that it left alone. */
  record Outcome(String sent, HandshakeStep last, String left) {}

  private ScriptedPeer() {}

  /**
   * Gives the bytes in pieces that end at these offsets. As a socket's owner would, it goes on with
   * what a piece leaves until the handshake wants more.
   */
  static Outcome play(Receiver handshake, byte[] script, List<Integer> cuts) throws RfbException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    HandshakeStep step = new HandshakeStep.More(new byte[0]);
    int start = 0;
    for (int end : cuts) {
      ByteBuffer piece = ByteBuffer.wrap(script, start, end - start);
      step = handshake.receive(piece);
      sent.writeBytes(step.reply());
      start = piece.position();
      if (!(step instanceof HandshakeStep.More)) {
        break;
      }
    }
    byte[] left = java.util.Arrays.copyOfRange(script, start, script.length);
    return new Outcome(
        HexFormat.of().formatHex(sent.toByteArray()), step, HexFormat.of().formatHex(left));
  }

  static byte[] hex(String... parts) {
    return HexFormat.of().parseHex(String.join("", parts));
  }
}
