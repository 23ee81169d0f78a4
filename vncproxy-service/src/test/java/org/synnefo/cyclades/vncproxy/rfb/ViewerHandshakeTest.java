package org.synnefo.cyclades.vncproxy.rfb;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synnefo.cyclades.vncproxy.rfb.ViewerHandshake.Encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.synnefo.cyclades.vncproxy.rfb.ScriptedPeer.hex;

class ViewerHandshakeTest {

  private static final String V3 = "524642203030332e3030330a";
  private static final String V7 = "524642203030332e3030370a";
  private static final String V8 = "524642203030332e3030380a";
  private static final String CHALLENGE = "000102030405060708090a0b0c0d0e0f";
  private static final String RESPONSE = "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff";
  private static final String CLIENT_INIT = "01";

  @ParameterizedTest
  @CsvSource({
    // what the viewer sends; what it receives
    V3 + RESPONSE + "," + "00000002" + CHALLENGE,
    V7 + "02" + RESPONSE + "," + "0102" + CHALLENGE,
    V8 + "02" + RESPONSE + "," + "0102" + CHALLENGE,
  })
  void splittingTheInputDoesNotChangeTheHandshake(String script, String sent) throws RfbException {
    byte[] bytes = hex(script, CLIENT_INIT);
    for (List<Integer> cuts : everySplitIntoThree(bytes.length)) {
      ScriptedPeer.Outcome outcome = ScriptedPeer.play(withPassword()::receive, bytes, cuts);

      assertThat(outcome.sent()).isEqualTo(sent);
      assertThat(outcome.left()).isEqualTo(CLIENT_INIT);
      assertThat(outcome.last())
          .isInstanceOfSatisfying(
              HandshakeStep.Responded.class,
              responded -> {
                assertThat(responded.challenge()).isEqualTo(hex(CHALLENGE));
                assertThat(responded.response()).isEqualTo(hex(RESPONSE));
              });
    }
  }

  @Test
  void inputMayArriveByteByByte() throws RfbException {
    byte[] bytes = hex(V8, "02", RESPONSE, CLIENT_INIT);
    List<Integer> cuts = IntStream.rangeClosed(1, bytes.length).boxed().toList();

    ScriptedPeer.Outcome outcome = ScriptedPeer.play(withPassword()::receive, bytes, cuts);

    assertThat(outcome.sent()).isEqualTo("0102" + CHALLENGE);
    assertThat(outcome.last()).isInstanceOf(HandshakeStep.Responded.class);
  }

  @ParameterizedTest
  @CsvSource({
    V3 + RESPONSE + ", 00000000, 00000001",
    V7 + "02" + RESPONSE + ", 00000000, 00000001",
    V8 + "02" + RESPONSE + ", 00000000, 0000000100000002" + "6e6f",
  })
  void theResultDependsOnTheVersion(String script, String accepted, String refused)
      throws RfbException {
    ViewerHandshake one = withPassword();
    ViewerHandshake other = withPassword();
    one.receive(ByteBuffer.wrap(hex(script)));
    other.receive(ByteBuffer.wrap(hex(script)));

    assertThat(HexFormat.of().formatHex(one.accept())).isEqualTo(accepted);
    assertThat(HexFormat.of().formatHex(other.refuse("no"))).isEqualTo(refused);
  }

  @ParameterizedTest
  @CsvSource({
    V3 + ", 00000001, ''",
    V7 + "01, 0101, ''",
    V8 + "01, 0101, 00000000",
  })
  void aViewerAuthenticatedByATokenIsNotAskedForAPassword(
      String script, String sent, String accepted) throws RfbException {
    ViewerHandshake handshake =
        new ViewerHandshake(SecurityType.NONE, Encryption.NONE, new byte[0]);

    HandshakeStep step = handshake.receive(ByteBuffer.wrap(hex(script)));

    assertThat(step).isInstanceOf(HandshakeStep.Done.class);
    assertThat(HexFormat.of().formatHex(step.reply())).isEqualTo(sent);
    assertThat(HexFormat.of().formatHex(handshake.accept()))
        .isEqualTo(accepted == null ? "" : accepted);
  }

  @Test
  void aTypeThatWasNotOfferedIsRefusedWithAReason() {
    ViewerHandshake handshake = withPassword();

    assertThatThrownBy(() -> handshake.receive(ByteBuffer.wrap(hex(V8, "01"))))
        .isInstanceOf(RfbException.class);
    assertThat(handshake.refuse("no")).isEqualTo(hex("00000001", "00000002", "6e6f"));
    assertThat(handshake.refuse("again")).isEmpty();
  }

  @Test
  void clientsThatDoNotSpeakRfbGetNoAnswer() {
    ViewerHandshake handshake = withPassword();

    assertThatThrownBy(
            () ->
                handshake.receive(
                    ByteBuffer.wrap(
                        "GET / HTTP/1.1\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII))))
        .isInstanceOf(RfbException.class);
    assertThat(handshake.refuse("no")).isEmpty();
  }

  @Test
  void noViewerIsAcceptedBeforeItsResponse() throws RfbException {
    ViewerHandshake handshake = withPassword();
    handshake.receive(ByteBuffer.wrap(hex(V8, "02")));

    assertThatThrownBy(handshake::accept).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @CsvSource({"OFFERED, 021302", "REQUIRED, 0113"})
  void veNCryptProtectsTheChallengeWithTls(Encryption encryption, String types)
      throws RfbException {
    ViewerHandshake handshake =
        new ViewerHandshake(SecurityType.VNC_AUTHENTICATION, encryption, hex(CHALLENGE));
    byte[] bytes = hex(V8, "13", "0002", "00000105");

    ScriptedPeer.Outcome outcome =
        ScriptedPeer.play(
            handshake::receive, bytes, IntStream.rangeClosed(1, bytes.length).boxed().toList());

    assertThat(outcome.last()).isInstanceOf(HandshakeStep.Encrypt.class);
    assertThat(outcome.sent()).isEqualTo(types + "0002" + "00" + "01" + "00000105" + "01");
    assertThat(handshake.encrypted().reply()).isEqualTo(hex(CHALLENGE));
    assertThat(handshake.receive(ByteBuffer.wrap(hex(RESPONSE))))
        .isInstanceOf(HandshakeStep.Responded.class);
    assertThat(handshake.accept()).isEqualTo(new byte[4]);
  }

  @ParameterizedTest
  @CsvSource({V3, V8 + "02", V8 + "13" + "0001", V8 + "13" + "0002" + "00000102"})
  void requiredTlsCannotBeAvoided(String script) {
    ViewerHandshake handshake =
        new ViewerHandshake(SecurityType.VNC_AUTHENTICATION, Encryption.REQUIRED, hex(CHALLENGE));

    assertThatThrownBy(() -> handshake.receive(ByteBuffer.wrap(hex(script))))
        .isInstanceOfSatisfying(
            RfbException.class,
            e -> assertThat(e.kind()).isEqualTo(RfbException.Kind.SECURITY_TYPE));
  }

  private static ViewerHandshake withPassword() {
    return new ViewerHandshake(SecurityType.VNC_AUTHENTICATION, Encryption.NONE, hex(CHALLENGE));
  }

  static List<List<Integer>> everySplitIntoThree(int length) {
    List<List<Integer>> splits = new ArrayList<>();
    for (int first = 0; first <= length; first++) {
      for (int second = first; second <= length; second++) {
        splits.add(List.of(first, second, length));
      }
    }
    return splits;
  }
}
