package org.synnefo.cyclades.settings.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the list that {@code KnownSettings} reads from the page. */
final class KnownSettingsList {

  private static final Pattern VARIABLE_ROW = Pattern.compile("(?m)^\\| `([A-Z0-9_]+\\*?)` \\|");
  private static final Pattern RENAMED_ROW =
      Pattern.compile("(?m)^\\| `([a-z0-9.-]+)` \\| `([a-z0-9.-]+)` \\|$");

  private KnownSettingsList() {}

  static String of(ConfigurationPage page) {
    List<String> lines = new ArrayList<>();
    for (Setting setting : page.settings()) {
      lines.add(
          setting.name().startsWith("--")
              ? "variable\t" + setting.variable()
              : "property\t" + setting.name() + "\t" + setting.type());
    }
    Matcher variable = VARIABLE_ROW.matcher(page.text());
    while (variable.find()) {
      lines.add("variable\t" + variable.group(1));
    }
    Matcher renamed = RENAMED_ROW.matcher(page.text());
    while (renamed.find()) {
      lines.add("renamed\t" + renamed.group(1) + "\t" + renamed.group(2));
    }
    return "# Written by the build: see ConfigurationPageTest.\n" + String.join("\n", lines) + "\n";
  }
}
