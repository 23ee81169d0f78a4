package org.synnefo.cyclades.vncproxy.rfb;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Builds the bytes of a message. Numbers are big-endian. */
final class MessageWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  MessageWriter unsignedByte(int value) {
    out.write(value);
    return this;
  }

  MessageWriter unsignedInt(int value) {
    return raw(ByteBuffer.allocate(4).putInt(value).array());
  }

  /** Writes the length, then the text in ISO 8859-1. */
  MessageWriter string(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
    return unsignedInt(bytes.length).raw(bytes);
  }

  MessageWriter raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
