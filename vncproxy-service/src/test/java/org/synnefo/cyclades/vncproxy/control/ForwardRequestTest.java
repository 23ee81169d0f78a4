package org.synnefo.cyclades.vncproxy.control;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ForwardRequestTest {

  @Test
  void requestsOfSnfVncauthproxyAreAccepted() {
    ForwardRequest request =
        ForwardRequest.parse(
            """
            {"source_port": 0, "destination_address": "node1", "destination_port": 11000, "password": "IN9RNmaV"}
            """);

    assertThat(request)
        .isEqualTo(new ForwardRequest(0, Optional.empty(), "node1", 11000, "IN9RNmaV"));
    assertThat(request.toString()).doesNotContain("IN9RNmaV");
  }

  @Test
  void anOptionalFieldMayBeNull() {
    ForwardRequest request =
        ForwardRequest.parse(
            """
            {"source_port": null, "source_address": null, "destination_address": "node1", "destination_port": 11000,
             "password": "IN9RNmaV"}
            """);

    assertThat(request)
        .isEqualTo(new ForwardRequest(0, Optional.empty(), "node1", 11000, "IN9RNmaV"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"source_port\": \"x\"}",
        "{\"destination_address\": \"n\", \"destination_port\": 11000}",
        "{\"destination_address\": \"n\", \"destination_port\": 0, \"password\": \"p\"}",
        "{\"destination_address\": \"n\", \"destination_port\": null, \"password\": \"p\"}",
        "{\"destination_address\": null, \"destination_port\": 11000, \"password\": \"p\"}",
        "{\"destination_address\": \"n\", \"destination_port\": 11000, \"password\": null}",
        "{\"destination_address\": \"n\", \"destination_port\": 70000, \"password\": \"p\"}",
        "{\"source_port\": -1, \"destination_address\": \"n\", \"destination_port\": 1, \"password\": \"p\"}"
      })
  void invalidRequestsAreRejectedWithoutShowingThePassword(String json) {
    assertThatThrownBy(() -> ForwardRequest.parse(json))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
