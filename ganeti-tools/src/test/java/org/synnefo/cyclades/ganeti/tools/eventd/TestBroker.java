package org.synnefo.cyclades.ganeti.tools.eventd;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.net.URI;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.synnefo.cyclades.embedded.EmbeddedBroker;

/** The broker at {@code CYCLADES_TEST_AMQP_URL} if set, otherwise an embedded one. */
final class TestBroker implements AutoCloseable {

  /** A strong reference keeps its level; otherwise the broker logs each queue that is created. */
  private static final Logger BROKER_LOG = Logger.getLogger("qpid");

  private final URI given;
  private EmbeddedBroker embedded;

  TestBroker() {
    String url = System.getenv("CYCLADES_TEST_AMQP_URL");
    given = url == null || url.isBlank() ? null : URI.create(url);
    if (given == null) {
      BROKER_LOG.setLevel(Level.SEVERE);
      embedded = EmbeddedBroker.temporary();
    }
  }

  /** Whether it can be stopped and restarted, as the embedded one can. */
  boolean isEmbedded() {
    return given == null;
  }

  URI uri() {
    return given != null ? given : URI.create("amqp://guest:guest@127.0.0.1:" + embedded.port());
  }

  void stop() {
    embedded.close();
  }

  void startAgain() {
    embedded = EmbeddedBroker.start(embedded.port(), "guest", "guest");
  }

  Connection connect() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(uri());
    factory.setAutomaticRecoveryEnabled(false);
    return factory.newConnection("test");
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
