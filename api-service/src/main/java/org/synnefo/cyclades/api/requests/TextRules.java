package org.synnefo.cyclades.api.requests;

import java.util.regex.Pattern;
import org.synnefo.cyclades.api.faults.Fault;

/** What texts and numbers of a request may be. */
public final class TextRules {

  private static final int MAX_NAME = 255;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}");

  private TextRules() {}

  /** The text, if the database and every representation can hold it. */
  public static String storable(String text, String field) {
    boolean hasForbidden = text.codePoints().anyMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
    if (hasForbidden) {
      throw Fault.badRequest("'%s' has a character that is not allowed.", field);
    }
    return text;
  }

  /** A name: 1 to 255 characters after trimming, no control characters. */
  public static String name(String text, String field) {
    String name = storable(text, field).strip();
    if (name.isEmpty() || name.codePointCount(0, name.length()) > MAX_NAME) {
      throw Fault.badRequest("'%s' must have 1 to %d characters.", field, MAX_NAME);
    }
    if (name.codePoints().anyMatch(Character::isISOControl)) {
      throw Fault.badRequest("'%s' must not have control characters.", field);
    }
    return name;
  }

  /**
   * The positive number that the text is.
   *
   * @return the number; 0 if the text is none, or it is too large
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

  /** The id in a path, of something that answers a malformed one with badRequest. */
  public static long id(String text, String what) {
    long id = positiveNumber(text);
    if (id == 0) {
      throw Fault.badRequest("'%s' is not the id of a %s.", shortened(text), what);
    }
    return id;
  }

  /** The text, fit for a message. */
  public static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
