package org.synnefo.cyclades.admin;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Whole numbers on the command line, with messages in plain words. */
final class WholeNumber {

  private static final int INTEGER_DIGITS = 9;
  private static final int LONG_DIGITS = 18;

  private WholeNumber() {}

  /** A number such as a limit. */
  static final class OfInt implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return (int) parse(text, INTEGER_DIGITS);
    }
  }

  /** The number of a row. */
  static final class OfLong implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      return parse(text, LONG_DIGITS);
    }
  }

  private static long parse(String text, int digits) {
    if (!text.matches("-?[0-9]+")) {
      throw new TypeConversionException("'%s' is not a whole number".formatted(text));
    }
    if (!text.matches("-?[0-9]{1,%d}".formatted(digits))) {
      throw new TypeConversionException("'%s' is too large".formatted(text));
    }
    return Long.parseLong(text);
  }
}
