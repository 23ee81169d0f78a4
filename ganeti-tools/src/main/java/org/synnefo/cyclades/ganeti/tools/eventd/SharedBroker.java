package org.synnefo.cyclades.ganeti.tools.eventd;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The broker by the settings of the services: {@code RABBITMQ_HOST} and its like. */
final class SharedBroker {

  private SharedBroker() {}

  /** The broker's URL with the password, if the environment names a host. */
  static Optional<String> url(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("RABBITMQ_HOST"))
        .map(
            host -> {
              boolean tls = Boolean.parseBoolean(environment.get("RABBITMQ_SSL"));
              return "%s://%s:%s@%s:%s/%s"
                  .formatted(
                      tls ? "amqps" : "amqp",
                      encoded(environment.getOrDefault("RABBITMQ_USERNAME", "guest")),
                      encoded(environment.getOrDefault("RABBITMQ_PASSWORD", "guest")),
                      host,
                      environment.getOrDefault("RABBITMQ_PORT", "5672"),
                      encoded(environment.getOrDefault("RABBITMQ_VIRTUAL_HOST", "/")));
            });
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
