package org.synnefo.cyclades.service;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.postgresql.Driver;
import org.synnefo.cyclades.model.secret.DeploymentKey;
import org.synnefo.cyclades.settings.KnownSettings;

/** Looks at what every service needs before anything uses it. */
@ApplicationScoped
public class SettingsCheck {

  static final int PRIORITY = 1;

  private static final Logger LOG = Logger.getLogger(SettingsCheck.class);

  private static final String KEY = "cyclades.deployment-key";
  private static final String URL = "quarkus.datasource.jdbc.url";
  private static final String USER = "quarkus.datasource.username";
  private static final String PASSWORD = "quarkus.datasource.password";

  /** The key of {@code deploy/containers/example.env}. */
  private static final String EXAMPLE_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

  /** Passwords of the files in {@code deploy}. */
  private static final Pattern EXAMPLE_PASSWORD = Pattern.compile("example-.*|change-me");

  void check(@Observes @Priority(PRIORITY) StartupEvent started, Config config) {
    warnings(config, System.getenv()).forEach(LOG::warn);
    List<String> problems = problems(config);
    if (!problems.isEmpty()) {
      throw new UnusableSettingsException(problems);
    }
  }

  /** What makes a start pointless, one line each. */
  static List<String> problems(Config config) {
    List<String> problems = new ArrayList<>();
    Optional<String> key = value(config, KEY);
    if (key.isEmpty()) {
      problems.add(ConfigProblem.named(KEY) + " is missing: make one with openssl rand -base64 32");
    } else {
      keyProblem(key.get()).ifPresent(problems::add);
    }
    Optional<String> url = value(config, URL);
    if (url.isEmpty()) {
      problems.add(
          ConfigProblem.named(URL)
              + " is missing: for example jdbc:postgresql://127.0.0.1/cyclades");
    } else if (!new Driver().acceptsURL(url.get())) {
      // Its value may hold a password.
      problems.add(ConfigProblem.named(URL) + " must be like jdbc:postgresql://HOST:5432/NAME");
    }
    Stream.of(USER, PASSWORD)
        .filter(name -> value(config, name).isEmpty())
        .forEach(name -> problems.add(ConfigProblem.named(name) + " is missing"));
    return problems;
  }

  /** What is probably a mistake, or unsafe, one line each. */
  static List<String> warnings(Config config, Map<String, String> environment) {
    List<String> warnings =
        new ArrayList<>(
            KnownSettings.load().unknown(config.unwrap(SmallRyeConfig.class), environment));
    if (value(config, KEY).filter(EXAMPLE_KEY::equals).isPresent()) {
      warnings.add(
          "UNSAFE: %s is the published example. Whoever reads the database can decrypt its secrets"
              .formatted(ConfigProblem.named(KEY)));
    }
    Stream.of(PASSWORD, "rabbitmq-password")
        .filter(name -> value(config, name).filter(SettingsCheck::isExample).isPresent())
        .forEach(
            name ->
                warnings.add(
                    "UNSAFE: %s is a published example".formatted(ConfigProblem.named(name))));
    return warnings;
  }

  private static boolean isExample(String password) {
    return EXAMPLE_PASSWORD.matcher(password).matches();
  }

  private static Optional<String> keyProblem(String key) {
    try {
      DeploymentKey.parse(key);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(
          "%s must be 32 bytes in base64: make one with openssl rand -base64 32"
              .formatted(ConfigProblem.named(KEY)));
    }
  }

  private static Optional<String> value(Config config, String name) {
    return config.getOptionalValue(name, String.class).filter(text -> !text.isBlank());
  }
}
