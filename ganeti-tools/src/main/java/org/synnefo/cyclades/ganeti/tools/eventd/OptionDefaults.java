package org.synnefo.cyclades.ganeti.tools.eventd;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Defaults of options that are not on the command line: first the environment ({@code
 * CYCLADES_EVENTD_AMQP_URL} for {@code --amqp-url}), then a properties file ({@code amqp-url}),
 * then the settings that the services of the deployment have ({@code RABBITMQ_HOST}).
 */
final class OptionDefaults implements IDefaultValueProvider {

  static final String ENVIRONMENT_PREFIX = "CYCLADES_EVENTD_";

  private final Map<String, String> environment;
  private final Properties properties;

  OptionDefaults(Map<String, String> environment, Properties properties) {
    this.environment = environment;
    this.properties = properties;
  }

  /** Includes the properties file given by {@code --config} on this command line, if any. */
  static OptionDefaults of(Map<String, String> environment, String... arguments)
      throws IOException {
    String file = environment.get(ENVIRONMENT_PREFIX + "CONFIG");
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith("--config=")) {
        file = arguments[i].substring("--config=".length());
      } else if (arguments[i].equals("--config") && i + 1 < arguments.length) {
        file = arguments[i + 1];
      }
    }
    Properties properties = new Properties();
    if (file != null) {
      try (Reader reader = Files.newBufferedReader(Path.of(file))) {
        properties.load(reader);
      }
    }
    return new OptionDefaults(environment, properties);
  }

  /** A secret, which can't be given on the command line, where other users could see it. */
  String secret(String name) {
    return value(name);
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    if (argument instanceof OptionSpec option && option.longestName().startsWith("--")) {
      return value(option.longestName().substring("--".length()));
    }
    return null;
  }

  private String value(String name) {
    String given =
        environment.get(ENVIRONMENT_PREFIX + name.replace('-', '_').toUpperCase(Locale.ROOT));
    return given != null ? given : properties.getProperty(name, shared(name));
  }

  private String shared(String name) {
    return switch (name) {
      case "amqp-url" -> SharedBroker.url(environment).orElse(null);
      case "prefix" -> environment.get("CYCLADES_BACKEND_PREFIX");
      case "queue-type" -> environment.get("CYCLADES_QUEUE_TYPE");
      default -> null;
    };
  }
}
