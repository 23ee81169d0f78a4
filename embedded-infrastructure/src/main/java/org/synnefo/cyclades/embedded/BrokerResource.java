package org.synnefo.cyclades.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/**
 * Gives a Quarkus test a broker: the one of {@value #URL} ({@code amqp://user:password@host:port},
 * a RabbitMQ) if it is set, else an embedded one. The backend prefix is random, so that tests that
 * share a broker don't share queues.
 */
public final class BrokerResource implements QuarkusTestResourceLifecycleManager {

  /** Environment variable with the URL of a broker to test with. */
  public static final String URL = "CYCLADES_TEST_AMQP_URL";

  private EmbeddedBroker broker;

  @Override
  public Map<String, String> start() {
    URI uri = broker();
    String[] credentials = uri.getUserInfo().split(":", 2);
    return Map.of(
        "rabbitmq-host",
        uri.getHost(),
        "rabbitmq-port",
        Integer.toString(uri.getPort()),
        "rabbitmq-username",
        credentials[0],
        "rabbitmq-password",
        credentials[1],
        "cyclades.backend-prefix",
        "t" + UUID.randomUUID().toString().substring(0, 8));
  }

  private URI broker() {
    String given = System.getenv(URL);
    if (given != null && !given.isBlank()) {
      return URI.create(given);
    }
    broker = EmbeddedBroker.temporary();
    return URI.create("amqp://guest:guest@127.0.0.1:" + broker.port());
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
    }
  }
}
