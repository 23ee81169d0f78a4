package org.synnefo.cyclades.vncproxy.rfb;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Puts together the bytes of a message; numbers are big-endian. */
final class Reply {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Reply octet(int value) {
    out.write(value);
    return this;
  }

  Reply number(int value) {
    return raw(ByteBuffer.allocate(4).putInt(value).array());
  }

  /** A length, then the text in ISO 8859-1. */
  Reply text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
    return number(bytes.length).raw(bytes);
  }

  Reply raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
