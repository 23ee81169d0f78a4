package org.synnefo.cyclades.vncproxy.rfb;

import java.nio.ByteBuffer;

/** Collects a message of known length from input that arrives in arbitrary pieces. */
final class MessageBuffer {

  private byte[] message = new byte[0];
  private int filled;

  /** Starts waiting for a message of this length. */
  void expect(int length) {
    message = new byte[length];
    filled = 0;
  }

  /** Consumes the bytes that the message still needs, and returns whether it is complete. */
  boolean take(ByteBuffer input) {
    int count = Math.min(input.remaining(), message.length - filled);
    input.get(message, filled, count);
    filled += count;
    return filled == message.length;
  }

  byte[] bytes() {
    return message;
  }

  int unsignedByte() {
    return message[0] & 0xff;
  }

  /** The first four bytes as an unsigned number. */
  long unsignedInt() {
    return ByteBuffer.wrap(message).getInt() & 0xffff_ffffL;
  }
}
