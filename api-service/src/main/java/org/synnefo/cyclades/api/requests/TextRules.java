package org.synnefo.cyclades.api.requests;

import java.util.regex.Pattern;
import org.synnefo.cyclades.api.faults.Fault;

/** Validates strings and numbers in requests. */
public final class TextRules {

  private static final int MAX_NAME = 255;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}");

  private TextRules() {}

  /** Returns the text if the database and all representations can store it. */
  public static String storable(String text, String field) {
    boolean hasForbidden = text.codePoints().anyMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
    if (hasForbidden) {
      throw Fault.badRequest("'%s' contains a character that is not allowed.", field);
    }
    return text;
  }

  /** Returns a trimmed name: 1 to 255 characters, without control characters. */
  public static String name(String text, String field) {
    String name = storable(text, field).strip();
    if (name.isEmpty() || name.codePointCount(0, name.length()) > MAX_NAME) {
      throw Fault.badRequest("'%s' must have 1 to %d characters.", field, MAX_NAME);
    }
    if (name.codePoints().anyMatch(Character::isISOControl)) {
      throw Fault.badRequest("'%s' must not contain control characters.", field);
    }
    return name;
  }

  /**
   * Parses a positive number.
   *
   * @return the number; 0 if the text is not a positive number or is too large
   */
  public static long positiveNumber(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return 0;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException tooLarge) {
      return 0;
    }
  }

  /** Parses an id in a path; a malformed id is a bad request. */
  public static long id(String text, String what) {
    long id = positiveNumber(text);
    if (id == 0) {
      throw Fault.badRequest("'%s' is not a valid %s id.", shortened(text), what);
    }
    return id;
  }

  /** Shortens a text for a message. */
  public static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
