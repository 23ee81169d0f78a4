package org.synnefo.cyclades.settings;

import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The names of all settings of all Cyclades programs, from the list that the build writes together
 * with {@code docs/configuration.md}. All programs share one list, since they may share an
 * environment file.
 */
public final class KnownSettings {

  private static final String LIST = "known-settings.txt";

  /** A name that ends so stands for all names that begin with what precedes it. */
  private static final String WILDCARD = "*";

  /** What each setting must look like, by its name as a property. */
  private final Map<String, String> forms = new LinkedHashMap<>();

  /** Names that are only environment variables. */
  private final List<String> variables = new ArrayList<>();

  /** New names by old ones. */
  private final Map<String, String> renamed = new TreeMap<>();

  private KnownSettings(String list) {
    for (String line : list.lines().filter(text -> !text.startsWith("#")).toList()) {
      String[] words = line.split("\t", -1);
      switch (words[0]) {
        case "property" -> forms.put(words[1], words[2]);
        case "variable" -> variables.add(words[1]);
        case "renamed" -> renamed.put(words[1], words[2]);
        default -> throw new IllegalStateException("Not understood in " + LIST + ": " + line);
      }
    }
  }

  /** The settings that this version of Cyclades has. */
  public static KnownSettings load() {
    try (InputStream list = KnownSettings.class.getResourceAsStream(LIST)) {
      return new KnownSettings(new String(list.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("The list of settings can't be read", e);
    }
  }

  /**
   * What a setting's value must look like, such as "a whole number".
   *
   * @param name as a property
   */
  public Optional<String> form(String name) {
    return Optional.ofNullable(forms.get(name));
  }

  /** The environment variable of a property. */
  public static String variable(String property) {
    return property.replaceAll("[^A-Za-z0-9*]", "_").toUpperCase(Locale.ROOT);
  }

  /**
   * One line for each name that begins like a setting of ours and is none, wherever it was given.
   *
   * @param config what was given in files and as system properties
   * @param environment names and values
   */
  public List<String> unknown(SmallRyeConfig config, Map<String, String> environment) {
    List<String> unknown = new ArrayList<>(unknownVariables(environment));
    unknown.addAll(unknownProperties(propertiesOf(config)));
    return unknown;
  }

  private static List<String> propertiesOf(SmallRyeConfig config) {
    return StreamSupport.stream(config.getConfigSources().spliterator(), false)
        .map(ConfigSource::getPropertyNames)
        .flatMap(Set::stream)
        .filter(name -> !isFromEnvironment(config, name))
        .toList();
  }

  /** The environment's source offers its variables as properties too, as far as it can guess. */
  private static boolean isFromEnvironment(SmallRyeConfig config, String name) {
    String source = config.getConfigValue(name).getConfigSourceName();
    return source != null && source.startsWith("EnvConfigSource");
  }

  /**
   * One line for each name in the environment that begins like a setting of ours and is none.
   *
   * @param environment names and values
   */
  public List<String> unknownVariables(Map<String, String> environment) {
    List<String> known = new ArrayList<>(variables);
    forms.keySet().forEach(property -> known.add(variable(property)));
    Map<String, String> moved = new TreeMap<>();
    renamed.forEach((old, current) -> moved.put(variable(old), variable(current)));
    return environment.entrySet().stream()
        .filter(entry -> isOurs(entry.getKey()) && !isServiceLink(entry))
        .map(Map.Entry::getKey)
        .sorted()
        .filter(name -> !matches(known, name))
        .map(name -> complaint("environment variable", name, known, moved))
        .toList();
  }

  /** One line for each property that begins like a setting of ours and is none. */
  public List<String> unknownProperties(Iterable<String> names) {
    List<String> known = List.copyOf(forms.keySet());
    List<String> unknown = new ArrayList<>();
    for (String name : names) {
      if ((name.startsWith("cyclades.") || name.startsWith("rabbitmq-")) && !matches(known, name)) {
        unknown.add(name);
      }
    }
    return unknown.stream()
        .distinct()
        .sorted()
        .map(name -> complaint("property", name, known, renamed))
        .toList();
  }

  private static boolean isOurs(String variable) {
    return variable.startsWith("CYCLADES_")
        // RabbitMQ itself has many variables with this beginning.
        || variable.matches("RABBITMQ_(V?HOST(NAME)?|VIRTUAL.*|USER.*|PASS.*|SSL.*|TLS.*|CA.*)");
  }

  /** Kubernetes and Docker tell every container where services are, by variables like these. */
  private static boolean isServiceLink(Map.Entry<String, String> entry) {
    return entry.getKey().matches(".*_(SERVICE_(HOST|PORT(_.*)?)|PORT_\\d+_(TCP|UDP)(_.*)?)")
        || entry.getKey().endsWith("_PORT") && entry.getValue().matches("(tcp|udp)://.*");
  }

  private static boolean matches(List<String> known, String name) {
    return known.stream()
        .anyMatch(
            candidate ->
                candidate.endsWith(WILDCARD)
                    ? name.startsWith(candidate.substring(0, candidate.length() - 1))
                    : name.equals(candidate));
  }

  private static String complaint(
      String kind, String name, List<String> known, Map<String, String> moved) {
    String advice =
        moved.containsKey(name)
            ? "use " + moved.get(name)
            : nearest(known, name)
                .map(near -> "did you mean " + near + "?")
                .orElse("see docs/configuration.md");
    return "The %s %s is not a setting and has no effect: %s".formatted(kind, name, advice);
  }

  private static Optional<String> nearest(List<String> known, String name) {
    Map<String, Integer> distances = new LinkedHashMap<>();
    known.forEach(candidate -> distances.put(candidate, distance(candidate, name)));
    return distances.entrySet().stream()
        .min(Comparator.comparingInt(Map.Entry::getValue))
        .filter(entry -> entry.getValue() <= Math.max(2, name.length() / 4))
        .map(Map.Entry::getKey);
  }

  /** A name that was cut short or made longer is nearer than its number of changes tells. */
  private static int distance(String one, String other) {
    int distance = EditDistance.between(one, other);
    return one.startsWith(other) || other.startsWith(one) ? distance / 2 : distance;
  }
}
