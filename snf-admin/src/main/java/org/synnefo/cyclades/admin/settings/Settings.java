package org.synnefo.cyclades.admin.settings;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import org.synnefo.cyclades.admin.output.CommandFailedException;
import org.synnefo.cyclades.model.secret.DeploymentKey;
import org.synnefo.cyclades.settings.KnownSettings;

/**
 * Settings, from the same places and under the same names as those of the services: system
 * properties, environment variables, {@code config/application.properties}. They are read when the
 * first one is asked for.
 */
public final class Settings {

  private static final Path FILE = Path.of("config", "application.properties");

  /** As Quarkus has it: above a program's own defaults, below the environment. */
  private static final int FILE_ORDINAL = 260;

  private static final int MAX_PORT = 65_535;

  private final Consumer<String> warnings;

  private SmallRyeConfig config;

  /**
   * @param warnings are told of names that look like settings and are none
   */
  public Settings(Consumer<String> warnings) {
    this.warnings = warnings;
  }

  /** The value; empty if there is none, or an empty one. */
  public Optional<String> text(String name) {
    try {
      return config().getOptionalValue(name, String.class);
    } catch (NoSuchElementException | IllegalArgumentException e) {
      throw CommandFailedException.mistake(
          "%s can't be read: %s", variable(name), e.getMessage().replaceFirst("^SRCFG\\d+: ", ""));
    }
  }

  /** A port. */
  public int port(String name, int otherwise) {
    Optional<String> given = text(name);
    if (given.isEmpty()) {
      return otherwise;
    }
    if (!given.get().matches("[0-9]{1,5}")
        || Integer.parseInt(given.get()) < 1
        || Integer.parseInt(given.get()) > MAX_PORT) {
      throw CommandFailedException.mistake(
          "%s must be a port from 1 to %d, not '%s'", variable(name), MAX_PORT, given.get());
    }
    return Integer.parseInt(given.get());
  }

  /** A switch that is off unless it is given. */
  public boolean isOn(String name) {
    return switch (text(name).orElse("false").toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw CommandFailedException.mistake("%s must be true or false", variable(name));
    };
  }

  /** The deployment's key, if it is given. */
  public Optional<DeploymentKey> deploymentKey() {
    String name = "cyclades.deployment-key";
    try {
      return text(name).map(DeploymentKey::parse);
    } catch (IllegalArgumentException malformed) {
      throw CommandFailedException.mistake(
          "%s is wrong: it must be 32 bytes in base64, as 'openssl rand -base64 32' prints them",
          variable(name));
    }
  }

  /** The environment variable of a setting. */
  public static String variable(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private SmallRyeConfig config() {
    if (config == null) {
      config = load();
      KnownSettings.load().unknown(config, System.getenv()).forEach(warnings);
    }
    return config;
  }

  private static SmallRyeConfig load() {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .addDefaultSources()
            .addDefaultInterceptors()
            .withProfile("prod");
    if (Files.exists(FILE)) {
      try {
        builder.withSources(new PropertiesConfigSource(FILE.toUri().toURL(), FILE_ORDINAL));
      } catch (IOException | IllegalArgumentException e) {
        throw CommandFailedException.mistake("%s can't be read: %s", FILE, e.getMessage());
      }
    }
    return builder.build();
  }
}
