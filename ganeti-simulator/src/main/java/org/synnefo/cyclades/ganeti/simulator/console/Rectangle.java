package org.synnefo.cyclades.ganeti.simulator.console;

/** A rectangle of the screen, in pixels. */
record Rectangle(int x, int y, int width, int height) {

  boolean isEmpty() {
    return width <= 0 || height <= 0;
  }

  boolean contains(int pointX, int pointY) {
    return pointX >= x && pointX < x + width && pointY >= y && pointY < y + height;
  }

  /** The common area; empty if there is none. */
  Rectangle intersection(Rectangle other) {
    int left = Math.max(x, other.x);
    int top = Math.max(y, other.y);
    int right = Math.min(x + width, other.x + other.width);
    int bottom = Math.min(y + height, other.y + other.height);
    return new Rectangle(left, top, right - left, bottom - top);
  }
}
