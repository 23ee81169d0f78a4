package org.synnefo.cyclades.vncproxy.rfb;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/** Feeds the bytes of a peer to a handshake in pieces, and records what the handshake wants. */
final class ScriptedPeer {

  /** Processes bytes and returns the next step. */
  interface Receiver {
    HandshakeStep receive(ByteBuffer input) throws RfbException;
  }

  /** The replies of the handshake, its last step, and the bytes that it did not consume. */
  record Outcome(String sent, HandshakeStep last, String left) {}

  private ScriptedPeer() {}

  /**
   * Feeds the bytes in pieces that end at these offsets. As with a socket, unconsumed bytes are fed
   * again until the handshake needs more.
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
