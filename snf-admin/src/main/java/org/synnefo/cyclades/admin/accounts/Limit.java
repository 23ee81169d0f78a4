package org.synnefo.cyclades.admin.accounts;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How much of something a user may have.
 *
 * @param value null: the deployment's default
 */
record Limit(Integer value) {

  private static final String DEFAULT = "default";
  private static final String NUMBER = "[0-9]{1,9}";

  /** Reads what an operator wrote. */
  static final class Converter implements ITypeConverter<Limit> {

    @Override
    public Limit convert(String text) {
      if (text.equals(DEFAULT)) {
        return new Limit(null);
      }
      if (!text.matches(NUMBER)) {
        throw new TypeConversionException(
            "'%s' is neither a whole number of at most nine digits nor '%s'"
                .formatted(text, DEFAULT));
      }
      return new Limit(Integer.valueOf(text));
    }
  }
}
