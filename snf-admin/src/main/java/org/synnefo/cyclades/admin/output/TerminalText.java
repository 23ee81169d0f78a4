package org.synnefo.cyclades.admin.output;

/** Text that others wrote, made safe for a terminal: it may hold sequences that control one. */
public final class TerminalText {

  private TerminalText() {}

  /** The value without control characters. */
  public static String text(Object value) {
    return String.valueOf(value).replaceAll("[\\p{Cntrl}\u0080-\u009f&&[^\n\t]]", "?");
  }

  /** The value as a part of one line. */
  public static String line(Object value) {
    return text(String.valueOf(value).replaceAll("\\s+", " ").strip());
  }
}
