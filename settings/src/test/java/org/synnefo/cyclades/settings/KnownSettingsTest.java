package org.synnefo.cyclades.settings;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class KnownSettingsTest {

  private final KnownSettings settings = KnownSettings.load();

  @ParameterizedTest
  @CsvSource({
    "CYCLADES_API_PUBLIC_URLL, did you mean CYCLADES_API_PUBLIC_URL?",
    "CYCLADES_DEPLOYMENTKEY, did you mean CYCLADES_DEPLOYMENT_KEY?",
    "RABBITMQ_USER, use RABBITMQ_USERNAME",
    "RABBITMQ_USERNAM, did you mean RABBITMQ_USERNAME?",
    "RABBITMQ_VHOST, use RABBITMQ_VIRTUAL_HOST",
    "CYCLADES_BROKER_VIRTUAL_HOST, use RABBITMQ_VIRTUAL_HOST",
    "CYCLADES_COMPLETELY_DIFFERENT, see docs/configuration.md"
  })
  void aMisspeltVariableIsReportedWithTheNearestName(String name, String advice) {
    assertThat(settings.unknownVariables(Map.of(name, "x")))
        .singleElement()
        .asString()
        .contains("environment variable " + name, advice);
  }

  @Test
  void aMisspeltPropertyIsReportedWithTheNearestName() {
    assertThat(
            settings.unknownProperties(
                List.of("cyclades.api.pol-limit", "cyclades.broker.tls", "quarkus.http.port")))
        .containsExactly(
            "The property cyclades.api.pol-limit is not a setting and has no effect:"
                + " did you mean cyclades.api.poll-limit?",
            "The property cyclades.broker.tls is not a setting and has no effect:"
                + " use rabbitmq-ssl");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CYCLADES_VNCPROXY_RFB_PORT",
        "CYCLADES_EVENTD_AMQP_URL",
        "CYCLADES_RAPI_PASSWORD_OF_ATHENS",
        "CYCLADES_DISPATCHER_CREATE_HVPARAMS_KERNEL_PATH",
        "CYCLADES_TOKEN",
        "RABBITMQ_VIRTUAL_HOST",
        "RABBITMQ_DEFAULT_USER",
        "RABBITMQ_NODENAME",
        "PATH"
      })
  void namesOfOtherProgramsAreKnown(String name) {
    assertThat(settings.unknownVariables(Map.of(name, "x"))).isEmpty();
  }

  @Test
  void whatContainerPlatformsTellOfServicesIsNoMistake() {
    assertThat(
            settings.unknownVariables(
                Map.of(
                    "CYCLADES_API_SERVICE_HOST", "10.0.0.1",
                    "CYCLADES_API_SERVICE_PORT_HTTP", "8774",
                    "CYCLADES_API_PORT", "tcp://10.0.0.1:8774",
                    "CYCLADES_API_PORT_8774_TCP_ADDR", "10.0.0.1")))
        .isEmpty();
  }

  @Test
  void theListTellsWhatAValueMustLookLike() {
    assertThat(settings.form("cyclades.api.poll-limit")).get().asString().contains("a duration");
    assertThat(settings.form("rabbitmq-port")).contains("a whole number");
    assertThat(settings.form("cyclades.vncproxy.rfb.tls"))
        .contains("one of off, wrapped, offered, required");
  }
}
