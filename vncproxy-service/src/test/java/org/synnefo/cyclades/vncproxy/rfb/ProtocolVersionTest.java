package org.synnefo.cyclades.vncproxy.rfb;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProtocolVersionTest {

  @ParameterizedTest
  @CsvSource({
    "003.003, V3_3", "003.004, V3_3", "003.005, V3_3", "003.006, V3_3", "003.007, V3_7",
    "003.008, V3_8", "003.009, V3_8", "003.889, V3_8", "004.000, V3_8", "004.001, V3_8"
  })
  void anUnknownVersionCountsAsTheNextLowerKnownOne(String number, ProtocolVersion version)
      throws RfbException {
    assertThat(ProtocolVersion.understood(bytes("RFB " + number + "\n"))).isEqualTo(version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RFB 003.002\n", "RFB 002.008\n", "RFB 000.000\n"})
  void aVersionBelow33IsRejected(String message) {
    assertThatThrownBy(() -> ProtocolVersion.understood(bytes(message)))
        .isInstanceOfSatisfying(
            RfbException.class, e -> assertThat(e.kind()).isEqualTo(RfbException.Kind.VERSION));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RFB 003.008\r",
        "RFB 003x008\n",
        "RFB 0a3.008\n",
        "RFB 003.-08\n",
        "GET / HTTP/1",
        "rfb 003.008\n",
        "RFB 003.008"
      })
  void invalidVersionMessagesAreRejected(String message) {
    assertThatThrownBy(() -> ProtocolVersion.understood(bytes(message)))
        .isInstanceOfSatisfying(
            RfbException.class, e -> assertThat(e.kind()).isEqualTo(RfbException.Kind.NOT_RFB));
  }

  @Test
  void aVersionMessageHasTwelveBytes() throws RfbException {
    for (ProtocolVersion version : ProtocolVersion.values()) {
      assertThat(version.message()).hasSize(ProtocolVersion.MESSAGE_LENGTH);
      assertThat(ProtocolVersion.understood(version.message())).isEqualTo(version);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
