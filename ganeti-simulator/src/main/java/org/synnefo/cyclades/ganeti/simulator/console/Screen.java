package org.synnefo.cyclades.ganeti.simulator.console;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * An instance's screen: its name, typed text, the position of the pressed pointer, and a moving
 * bar. Pixels are computed on demand; there is no frame buffer.
 */
final class Screen {

  static final int WIDTH = 640;
  static final int HEIGHT = 400;

  /** Red, green and blue of each colour that {@link #colour} returns. */
  static final List<int[]> PALETTE =
      List.of(
          new int[] {16, 24, 64},
          new int[] {255, 255, 255},
          new int[] {120, 220, 120},
          new int[] {250, 160, 30},
          new int[] {220, 40, 80});

  private static final int BACKGROUND = 0;
  private static final int NAME_COLOUR = 1;
  private static final int TEXT_COLOUR = 2;
  private static final int BAR_COLOUR = 3;
  private static final int POINTER_COLOUR = 4;

  private static final int NAME_SCALE = 5;
  private static final int TEXT_SCALE = 2;
  private static final int LINE_LENGTH = 48;
  private static final int BAR_WIDTH = 80;
  private static final int BAR_STEP = 8;
  private static final int POINTER_SIZE = 4;

  private static final int BACKSPACE = 0xff08;
  private static final int RETURN = 0xff0d;

  /** The parts that change by themselves. */
  enum Part {
    NAME(new Rectangle(24, 40, WIDTH - 48, Font.HEIGHT * NAME_SCALE)),
    TEXT(new Rectangle(24, 160, WIDTH - 48, Font.HEIGHT * TEXT_SCALE)),
    POINTER(new Rectangle(0, 200, WIDTH, 120)),
    BAR(new Rectangle(0, 352, WIDTH, 24));

    private final Rectangle area;

    Part(Rectangle area) {
      this.area = area;
    }

    Rectangle area() {
      return area;
    }
  }

  private final String name;
  private final StringBuilder line = new StringBuilder();
  private final Map<Part, Integer> versions = new EnumMap<>(Part.class);

  private String prompt = "> ";
  private int bar;
  private int pointerX = -1;
  private int pointerY = -1;

  Screen(String name) {
    this.name = name;
    for (Part part : Part.values()) {
      versions.put(part, 0);
    }
  }

  /** How often a part has changed. */
  int version(Part part) {
    return versions.get(part);
  }

  private void changed(Part part) {
    prompt = "> " + line;
    versions.merge(part, 1, Integer::sum);
  }

  /** Moves the bar one step. */
  void tick() {
    bar = (bar + BAR_STEP) % (WIDTH + BAR_WIDTH);
    changed(Part.BAR);
  }

  /** A key was pressed, given by its X11 keysym. */
  void key(int keysym) {
    if (keysym == BACKSPACE && line.length() > 0) {
      line.setLength(line.length() - 1);
    } else if (keysym == RETURN) {
      line.setLength(0);
    } else if (keysym >= ' ' && keysym <= '~') {
      append((char) keysym);
    } else {
      return;
    }
    changed(Part.TEXT);
  }

  /** Text from the viewer's clipboard, treated as typed. */
  void paste(String text) {
    text.chars().filter(one -> one >= ' ' && one <= '~').forEach(one -> append((char) one));
    changed(Part.TEXT);
  }

  private void append(char character) {
    if (line.length() == LINE_LENGTH) {
      line.deleteCharAt(0);
    }
    line.append(character);
  }

  /** The pointer was moved while a button is pressed. */
  void press(int x, int y) {
    if (x != pointerX || y != pointerY) {
      pointerX = x;
      pointerY = y;
      changed(Part.POINTER);
    }
  }

  /** The colour of a pixel, as an index of the palette. */
  int colour(int x, int y) {
    for (Part part : Part.values()) {
      if (part.area().contains(x, y)) {
        return colour(part, x, y);
      }
    }
    return BACKGROUND;
  }

  private int colour(Part part, int x, int y) {
    return switch (part) {
      case NAME -> ink(name, NAME_SCALE, part, x, y) ? NAME_COLOUR : BACKGROUND;
      case TEXT -> ink(prompt, TEXT_SCALE, part, x, y) ? TEXT_COLOUR : BACKGROUND;
      case POINTER -> isPointer(x, y) ? POINTER_COLOUR : BACKGROUND;
      case BAR -> x < bar && x >= bar - BAR_WIDTH ? BAR_COLOUR : BACKGROUND;
    };
  }

  private boolean isPointer(int x, int y) {
    return pointerX >= 0
        && Math.abs(x - pointerX) <= POINTER_SIZE
        && Math.abs(y - pointerY) <= POINTER_SIZE;
  }

  private static boolean ink(String text, int scale, Part part, int x, int y) {
    int column = (x - part.area().x()) / scale;
    int row = (y - part.area().y()) / scale;
    int index = column / Font.ADVANCE;
    return index < text.length() && Font.ink(text.charAt(index), column % Font.ADVANCE, row);
  }
}
