package org.synnefo.cyclades.ganeti.simulator.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The printable characters of ASCII, five pixels wide and seven high. */
final class Font {

  /** Pixels from one character to the next, including the gap. */
  static final int ADVANCE = 6;

  static final int HEIGHT = 7;

  private static final int WIDTH = 5;
  private static final Map<Integer, int[]> GLYPHS = load();

  private Font() {}

  private static Map<Integer, int[]> load() {
    Map<Integer, int[]> glyphs = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Font.class.getResourceAsStream("/font-5x7.txt"), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int[] rows = new int[HEIGHT];
        for (int row = 0; row < HEIGHT; row++) {
          rows[row] = Integer.parseInt(line, 2 + 3 * row, 4 + 3 * row, 16);
        }
        glyphs.put((int) line.charAt(0), rows);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return glyphs;
  }

  /** Whether a pixel of a character is set. Unknown characters are blank. */
  static boolean ink(char character, int x, int y) {
    int[] rows = GLYPHS.get((int) character);
    return rows != null && x >= 0 && x < WIDTH && (rows[y] >> WIDTH - 1 - x & 1) == 1;
  }
}
