package org.synnefo.cyclades.settings.reference;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How names and values are written in settings. */
final class SettingNames {

  private static final Pattern SIMPLE = Pattern.compile("(?i)(?:PT)?([0-9.]+)(ms|s|m|h|d)");

  private SettingNames() {}

  /** {@code maxPageSize} and {@code MAX_PAGE_SIZE} are {@code max-page-size}. */
  static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(Locale.ROOT);
  }

  /** All durations in the same form. */
  static String duration(String value) {
    Matcher simple = SIMPLE.matcher(value);
    return simple.matches() ? simple.group(1) + simple.group(2).toLowerCase(Locale.ROOT) : value;
  }
}
