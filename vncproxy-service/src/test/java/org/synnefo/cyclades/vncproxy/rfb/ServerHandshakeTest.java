package org.synnefo.cyclades.vncproxy.rfb;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synnefo.cyclades.vncproxy.rfb.ServerHandshake.Encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.synnefo.cyclades.vncproxy.rfb.ScriptedPeer.hex;

class ServerHandshakeTest {

  private static final String V3 = "524642203030332e3030330a";
  private static final String V7 = "524642203030332e3030370a";
  private static final String V8 = "524642203030332e3030380a";
  private static final String CHALLENGE = "000102030405060708090a0b0c0d0e0f";
  private static final String RESPONSE = "1fa3ad32a1e0217824f0d292561a98ca";
  private static final String PASSWORD = "IN9RNmaV";
  private static final String OK = "00000000";
  private static final String SERVER_INIT = "0500";

  @ParameterizedTest
  @CsvSource({
    // what the server sends; what it receives
    V3 + "00000001" + "," + V3,
    V3 + "00000002" + CHALLENGE + OK + "," + V3 + RESPONSE,
    V7 + "0101" + "," + V7 + "01",
    V7 + "020102" + CHALLENGE + OK + "," + V7 + "02" + RESPONSE,
    V8 + "0101" + OK + "," + V8 + "01",
    V8 + "03100102" + CHALLENGE + OK + "," + V8 + "02" + RESPONSE,
    V8 + "020201" + CHALLENGE + OK + "," + V8 + "02" + RESPONSE,
    "524642203030332e3838390a" + "0101" + OK + "," + V8 + "01",
  })
  void splittingTheInputDoesNotChangeTheHandshake(String script, String sent) throws RfbException {
    byte[] bytes = hex(script, SERVER_INIT);
    for (List<Integer> cuts : ViewerHandshakeTest.everySplitIntoThree(bytes.length)) {
      ServerHandshake handshake = new ServerHandshake(Optional.of(PASSWORD), Encryption.NONE);

      ScriptedPeer.Outcome outcome = ScriptedPeer.play(handshake::receive, bytes, cuts);

      assertThat(outcome.sent()).isEqualTo(sent);
      assertThat(outcome.last()).isInstanceOf(HandshakeStep.Done.class);
      assertThat(outcome.left()).isEqualTo(SERVER_INIT);
    }
  }

  @ParameterizedTest
  @CsvSource({
    V3 + "00000000" + "00000003" + "6e6f21, no!",
    V7 + "00" + "00000003" + "6e6f21, no!",
    V8 + "00" + "00000003" + "6e6f21, no!",
    V8 + "0101" + "00000001" + "00000003" + "6e6f21, no!",
    V8 + "0101" + "00000001" + "00000000, The server refused.",
    V7 + "0102" + CHALLENGE + "00000001, The server refused.",
  })
  void aRefusalHasTheServersReason(String script, String reason) {
    ServerHandshake handshake = new ServerHandshake(Optional.of(PASSWORD), Encryption.NONE);

    assertThatThrownBy(() -> handshake.receive(ByteBuffer.wrap(hex(script))))
        .isInstanceOf(RfbException.class)
        .hasMessage(reason);
  }

  @Test
  void anOversizedReasonIsCut() {
    ServerHandshake handshake = new ServerHandshake(Optional.empty(), Encryption.NONE);
    byte[] script = hex(V8, "00", "ffffffff", "41".repeat(5000));

    assertThatThrownBy(() -> handshake.receive(ByteBuffer.wrap(script)))
        .isInstanceOfSatisfying(RfbException.class, e -> assertThat(e.getMessage()).hasSize(1024));
  }

  @ParameterizedTest
  @CsvSource({V3 + "00000002", V8 + "0102", V8 + "0110", V3 + "00000005"})
  void aServerWithoutSupportedTypesIsRejected(String script) {
    ServerHandshake handshake = new ServerHandshake(Optional.empty(), Encryption.POSSIBLE);

    assertThatThrownBy(() -> handshake.receive(ByteBuffer.wrap(hex(script))))
        .isInstanceOfSatisfying(
            RfbException.class,
            e -> assertThat(e.kind()).isEqualTo(RfbException.Kind.SECURITY_TYPE));
  }

  @Test
  void veNCryptIsChosenIfPossible() throws RfbException {
    ServerHandshake handshake = new ServerHandshake(Optional.of(PASSWORD), Encryption.POSSIBLE);
    byte[] script = hex(V8, "020113", "0002", "00", "02", "00000104", "00000105", "01");

    ScriptedPeer.Outcome outcome =
        ScriptedPeer.play(handshake::receive, script, List.of(3, 20, script.length));

    assertThat(outcome.last()).isInstanceOf(HandshakeStep.Encrypt.class);
    assertThat(outcome.sent()).isEqualTo(V8 + "13" + "0002" + "00000105");
    assertThat(handshake.encrypted()).isInstanceOf(HandshakeStep.More.class);
    HandshakeStep response = handshake.receive(ByteBuffer.wrap(hex(CHALLENGE)));
    assertThat(HexFormat.of().formatHex(response.reply())).isEqualTo(RESPONSE);
    assertThat(handshake.receive(ByteBuffer.wrap(hex(OK)))).isInstanceOf(HandshakeStep.Done.class);
  }

  @ParameterizedTest
  @CsvSource({V8 + "0101", V3 + "00000001", V8 + "0113" + "0002" + "00" + "01" + "00000102"})
  void aServerWithoutTlsIsRejectedIfTlsIsRequired(String script) {
    ServerHandshake handshake = new ServerHandshake(Optional.empty(), Encryption.REQUIRED);

    assertThatThrownBy(() -> handshake.receive(ByteBuffer.wrap(hex(script))))
        .isInstanceOf(RfbException.class);
  }
}
