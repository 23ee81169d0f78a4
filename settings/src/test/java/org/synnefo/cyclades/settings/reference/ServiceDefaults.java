package org.synnefo.cyclades.settings.reference;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** What a service's {@code application.properties} sets. */
final class ServiceDefaults {

  private final Properties properties = new Properties();

  ServiceDefaults(Path module) {
    Path file = module.resolve("src/main/resources/application.properties");
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The value, with expressions replaced by what they stand for. */
  Optional<String> value(String name) {
    return Optional.ofNullable(properties.getProperty(name)).map(this::resolved);
  }

  private String resolved(String value) {
    int begin = value.indexOf("${");
    if (begin < 0) {
      return value;
    }
    int end = value.indexOf('}', begin);
    String name = value.substring(begin + 2, end);
    return resolved(
        value.substring(0, begin) + value(name).orElseThrow() + value.substring(end + 1));
  }
}
