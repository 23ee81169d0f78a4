package org.synnefo.cyclades.service;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.synnefo.cyclades.settings.KnownSettings;

/** What the configuration library says about a setting, in an operator's words. */
final class ConfigProblem {

  private static final KnownSettings KNOWN = KnownSettings.load();

  private static final Pattern MISSING =
      Pattern.compile("(?s).*The config property (\\S+) is required but .*");
  private static final Pattern EMPTY =
      Pattern.compile("(?s).*The config property (\\S+) is defined as the empty String.*");
  private static final Pattern BAD =
      Pattern.compile(
          "(?s).*The config property (\\S+) with the config value \"(.*?)\" threw an Exception"
              + " whilst being converted (.*)");

  private ConfigProblem() {}

  static String line(String message) {
    Matcher missing = MISSING.matcher(message);
    if (missing.matches()) {
      return named(missing.group(1)) + " is missing";
    }
    Matcher empty = EMPTY.matcher(message);
    if (empty.matches()) {
      return named(empty.group(1)) + " is empty";
    }
    Matcher bad = BAD.matcher(message);
    if (bad.matches()) {
      return "%s is \"%s\": %s"
          .formatted(
              named(bad.group(1)),
              bad.group(2),
              KNOWN
                  .form(bad.group(1))
                  .map(form -> "it must be " + form)
                  .orElseGet(() -> plain(bad.group(3))));
    }
    return plain(message);
  }

  /** The setting by both of its names. */
  static String named(String property) {
    return "%s (%s)".formatted(property, KnownSettings.variable(property));
  }

  /** Without the library's codes and class names. */
  private static String plain(String message) {
    return message
        .replaceAll("SRCFG\\d+: ?", "")
        .replaceAll("\\b([a-z]+\\.)+[A-Z]\\w*(Exception|Error)?:? ?", "")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
