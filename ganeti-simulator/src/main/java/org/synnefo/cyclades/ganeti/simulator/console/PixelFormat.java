package org.synnefo.cyclades.ganeti.simulator.console;

import io.vertx.core.buffer.Buffer;

/**
 * The pixel format that a viewer wants.
 *
 * @param bits per pixel: 8, 16 or 32
 * @param depth number of significant bits
 * @param trueColour false if pixels are indexes of a palette
 */
record PixelFormat(
    int bits,
    int depth,
    boolean bigEndian,
    boolean trueColour,
    int redMaximum,
    int greenMaximum,
    int blueMaximum,
    int redShift,
    int greenShift,
    int blueShift) {

  /** Length in messages, in bytes. */
  static final int LENGTH = 16;

  static final PixelFormat NATIVE = new PixelFormat(32, 24, false, true, 255, 255, 255, 16, 8, 0);

  private static final int PADDING = 3;

  /**
   * @throws RfbException if the format is not supported
   */
  static PixelFormat read(Buffer message, int at) throws RfbException {
    PixelFormat format =
        new PixelFormat(
            message.getUnsignedByte(at),
            message.getUnsignedByte(at + 1),
            message.getByte(at + 2) != 0,
            message.getByte(at + 3) != 0,
            message.getUnsignedShort(at + 4),
            message.getUnsignedShort(at + 6),
            message.getUnsignedShort(at + 8),
            message.getUnsignedByte(at + 10),
            message.getUnsignedByte(at + 11),
            message.getUnsignedByte(at + 12));
    if (format.bits != 8 && format.bits != 16 && format.bits != 32) {
      throw new RfbException("Unknown bits per pixel: " + format.bits);
    }
    if (!format.trueColour && format.bits != 8) {
      throw new RfbException("A palette needs 8 bits per pixel");
    }
    return format;
  }

  void write(Buffer message) {
    message
        .appendUnsignedByte((short) bits)
        .appendUnsignedByte((short) depth)
        .appendByte((byte) (bigEndian ? 1 : 0))
        .appendByte((byte) (trueColour ? 1 : 0))
        .appendUnsignedShort(redMaximum)
        .appendUnsignedShort(greenMaximum)
        .appendUnsignedShort(blueMaximum)
        .appendUnsignedByte((short) redShift)
        .appendUnsignedByte((short) greenShift)
        .appendUnsignedByte((short) blueShift)
        .appendBytes(new byte[PADDING]);
  }

  /** Encodes a pixel with a colour of the palette. */
  byte[] point(int colour) {
    int[] rgb = Screen.PALETTE.get(colour);
    int value =
        trueColour
            ? rgb[0] * redMaximum / 255 << redShift
                | rgb[1] * greenMaximum / 255 << greenShift
                | rgb[2] * blueMaximum / 255 << blueShift
            : colour;
    byte[] bytes = new byte[bits / 8];
    for (int index = 0; index < bytes.length; index++) {
      int place = bigEndian ? bytes.length - 1 - index : index;
      bytes[index] = (byte) (value >> 8 * place);
    }
    return bytes;
  }
}
