package org.synnefo.cyclades.settings.reference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Fills the template of {@code docs/configuration.md}. {@code {{settings MODULE}}} stands for the
 * settings of a module, {@code {{options MODULE CLASS PREFIX}}} for the options of a command,
 * {@code {{default MODULE NAME}}} for what a service's properties set.
 */
final class ConfigurationPage {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^}]*)}}");

  private static final Map<String, String> SERVICES =
      Map.of("api-service", "API", "dispatcher-service", "dispatcher", "vncproxy-service", "proxy");

  private final Path repository;

  /** Each setting once: by name, in the order of the page. */
  private final Map<String, Setting> settings = new LinkedHashMap<>();

  private final String text;

  ConfigurationPage(Path repository, String template) {
    this.repository = repository;
    this.text =
        PLACEHOLDER
            .matcher(template)
            .replaceAll(found -> Matcher.quoteReplacement(replacement(found.group(1).split(" "))));
  }

  String text() {
    return text;
  }

  /** The settings that are on the page, but for those that the template itself names. */
  List<Setting> settings() {
    return List.copyOf(settings.values());
  }

  private String replacement(String... words) {
    return switch (words[0]) {
      case "settings" -> groups(words[1]);
      case "options" -> table(new Options(sources(words[1])).of(words[2], words[3]), words[1]);
      case "default" ->
          defaults(words[1]).value(words[2]).map(value -> "`" + value + "`").orElseThrow();
      default -> throw new IllegalStateException("No such placeholder: " + words[0]);
    };
  }

  private String groups(String module) {
    List<String> sections = new ArrayList<>();
    for (SettingGroup group : new Mappings(sources(module)).groups()) {
      List<Setting> fresh =
          group.settings().stream()
              .filter(setting -> !settings.containsKey(setting.name()))
              .toList();
      if (!fresh.isEmpty()) {
        sections.add(heading(group.title()) + "\n\n" + table(fresh, module));
      }
    }
    return String.join("\n\n", sections);
  }

  /** The first sentence is the heading, what follows is a paragraph. */
  private static String heading(String title) {
    int end = title.indexOf(". ");
    return end < 0
        ? "### " + title.replaceAll("\\.$", "")
        : "### " + title.substring(0, end) + "\n\n" + title.substring(end + 2);
  }

  private String table(List<Setting> rows, String module) {
    rows.forEach(setting -> settings.put(setting.name(), setting));
    return rows.stream()
        .map(setting -> row(setting, module))
        .collect(
            Collectors.joining(
                "\n", "| setting | value | default | meaning |\n| --- | --- | --- | --- |\n", ""));
  }

  private String row(Setting setting, String module) {
    String replaces =
        setting.replaces().isEmpty()
            ? ""
            : " (Synnefo: "
                + setting.replaces().stream()
                    .map(name -> "`" + name + "`")
                    .collect(Collectors.joining(", "))
                + ")";
    return "| `%s`<br>`%s` | %s | %s | %s%s |"
        .formatted(
            setting.name(),
            setting.variable(),
            setting.type(),
            defaultOf(setting, module),
            setting.meaning().replace("|", "\\|"),
            replaces);
  }

  private String defaultOf(Setting setting, String module) {
    String own = setting.defaultValue();
    List<String> defaults = new ArrayList<>();
    if (SERVICES.containsKey(module)) {
      own = override(module, setting).orElse(own);
    } else {
      for (String service : SERVICES.keySet().stream().sorted().toList()) {
        override(service, setting)
            .ifPresent(value -> defaults.add(SERVICES.get(service) + " `" + value + "`"));
      }
    }
    if (!own.isEmpty()) {
      defaults.add(0, "`" + own + "`");
    } else if (defaults.isEmpty()) {
      defaults.add(setting.required() ? "**required**" : "none");
    }
    return String.join("; ", defaults);
  }

  private Optional<String> override(String service, Setting setting) {
    return defaults(service).value(setting.name()).map(SettingNames::duration);
  }

  private ServiceDefaults defaults(String module) {
    return new ServiceDefaults(repository.resolve(module));
  }

  private SourceTree sources(String module) {
    return SourceTree.of(repository.resolve(module).resolve("src/main/java"));
  }
}
