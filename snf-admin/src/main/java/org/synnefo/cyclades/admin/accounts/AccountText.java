package org.synnefo.cyclades.admin.accounts;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What names, descriptions and e-mail addresses must look like. */
public final class AccountText {

  /** As many as the database's columns take. */
  private static final int MAX_LENGTH = 255;

  private static final String EMAIL = "[^@\\s]+@[^@\\s]+";

  private AccountText() {}

  /**
   * A line of text.
   *
   * @throws IllegalArgumentException if it is none, or too long
   */
  public static String line(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("it must not be empty");
    }
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "it must have at most %d characters, not %d".formatted(MAX_LENGTH, text.length()));
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("it must not have control characters");
    }
    if (text.indexOf('\uFFFD') >= 0) {
      throw new IllegalArgumentException(
          "it has characters that the locale does not know; set LC_ALL=C.UTF-8");
    }
    return text;
  }

  /**
   * An e-mail address.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static String email(String text) {
    if (!line(text).matches(EMAIL)) {
      throw new IllegalArgumentException("'%s' is not an e-mail address".formatted(text));
    }
    return text;
  }

  /** Reads {@link #line} from the command line. */
  static final class Line implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      try {
        return line(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Reads {@link #email} from the command line. */
  static final class Email implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      try {
        return email(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
