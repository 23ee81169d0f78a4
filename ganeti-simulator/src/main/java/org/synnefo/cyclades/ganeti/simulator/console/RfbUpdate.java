package org.synnefo.cyclades.ganeti.simulator.console;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** An update of parts of the screen, in raw encoding. */
final class RfbUpdate {

  private static final int RAW = 0;

  private final Screen screen;
  private final byte[][] points;
  private final int bytesPerPoint;
  private final List<Rectangle> areas = new ArrayList<>();

  RfbUpdate(Screen screen, PixelFormat format) {
    this.screen = screen;
    this.bytesPerPoint = format.bits() / 8;
    this.points = new byte[Screen.PALETTE.size()][];
    for (int colour = 0; colour < points.length; colour++) {
      points[colour] = format.point(colour);
    }
  }

  void add(Rectangle area) {
    if (!area.isEmpty()) {
      areas.add(area);
    }
  }

  boolean isEmpty() {
    return areas.isEmpty();
  }

  Buffer message() {
    Buffer message =
        Buffer.buffer().appendByte((byte) 0).appendByte((byte) 0).appendUnsignedShort(areas.size());
    for (Rectangle area : areas) {
      message
          .appendUnsignedShort(area.x())
          .appendUnsignedShort(area.y())
          .appendUnsignedShort(area.width())
          .appendUnsignedShort(area.height())
          .appendInt(RAW)
          .appendBytes(pixels(area));
    }
    return message;
  }

  private byte[] pixels(Rectangle area) {
    byte[] pixels = new byte[area.width() * area.height() * bytesPerPoint];
    int at = 0;
    for (int y = area.y(); y < area.y() + area.height(); y++) {
      for (int x = area.x(); x < area.x() + area.width(); x++) {
        byte[] point = points[screen.colour(x, y)];
        for (byte one : point) {
          pixels[at++] = one;
        }
      }
    }
    return pixels;
  }
}
