package org.synnefo.cyclades.vncproxy.rfb;

import java.nio.ByteBuffer;

/** Collects one message of a known length from bytes that come in any pieces. */
final class MessageBuffer {

  private byte[] message = new byte[0];
  private int filled;

  /** Waits for a message of this length from now on. */
  void expect(int length) {
    message = new byte[length];
    filled = 0;
  }

  /** Takes what the message still lacks, never more; returns whether it is whole. */
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
