package org.synnefo.cyclades.ganeti.tools.eventd;

import com.rabbitmq.client.ConnectionFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SharedBrokerTest {

  @Test
  void theServicesSettingsNameTheBroker() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(
        SharedBroker.url(
                Map.of(
                    "RABBITMQ_HOST", "broker.example.com",
                    "RABBITMQ_PORT", "5673",
                    "RABBITMQ_USERNAME", "event daemon",
                    "RABBITMQ_PASSWORD", "p@ss/w:rd +%",
                    "RABBITMQ_VIRTUAL_HOST", "/cyclades"))
            .orElseThrow());

    assertThat(factory.getHost()).isEqualTo("broker.example.com");
    assertThat(factory.getPort()).isEqualTo(5673);
    assertThat(factory.getUsername()).isEqualTo("event daemon");
    assertThat(factory.getPassword()).isEqualTo("p@ss/w:rd +%");
    assertThat(factory.getVirtualHost()).isEqualTo("/cyclades");
    assertThat(factory.isSSL()).isFalse();
  }

  @Test
  void tlsIsKeptAndTheDefaultVirtualHostIsMeant() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(
        SharedBroker.url(Map.of("RABBITMQ_HOST", "broker", "RABBITMQ_SSL", "true")).orElseThrow());

    assertThat(factory.isSSL()).isTrue();
    assertThat(factory.getVirtualHost()).isEqualTo("/");
  }

  @Test
  void withoutAHostThereIsNone() {
    assertThat(SharedBroker.url(Map.of("RABBITMQ_PORT", "5673"))).isEmpty();
  }
}
