package org.synnefo.cyclades.model.message;

/** Validates fields of messages. Each error names the field. */
final class MessageFields {

  private MessageFields() {}

  static <T> T required(T value, String field) {
    if (value == null) {
      throw new IllegalArgumentException("field '%s' is missing".formatted(field));
    }
    return value;
  }

  static String text(String value, String field) {
    if (required(value, field).isBlank()) {
      throw new IllegalArgumentException("field '%s' is empty".formatted(field));
    }
    return value;
  }

  static double percentage(double value, String field) {
    if (!(value >= 0)) {
      throw new IllegalArgumentException(
          "field '%s' is %s, not a percentage".formatted(field, value));
    }
    return value;
  }
}
