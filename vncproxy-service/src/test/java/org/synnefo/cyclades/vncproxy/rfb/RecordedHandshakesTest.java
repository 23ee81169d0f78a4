package org.synnefo.cyclades.vncproxy.rfb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.synnefo.cyclades.vncproxy.rfb.ScriptedPeer.hex;

/**
 * Replays recorded handshakes of real viewers and servers to our handshakes, split in every way.
 */
class RecordedHandshakesTest {

  /** The shortest data after the handshake: ServerInit with a name of four letters. */
  private static final int SHORTEST_SERVER_INIT = 28;

  static Stream<Recording> viewers() throws IOException {
    return Recording.all();
  }

  static Stream<Recording> acceptingServers() throws IOException {
    return Recording.all()
        .filter(recording -> !recording.viewerIsOlder() && !recording.isRefused());
  }

  static Stream<Recording> refusingServers() throws IOException {
    return Recording.all().filter(Recording::isRefused);
  }

  @ParameterizedTest
  @MethodSource("viewers")
  void aRealViewerReceivesTheSameBytesAsFromItsServer(Recording recording) throws RfbException {
    byte[] script = hex(recording.viewer());
    for (List<Integer> cuts : everySplit(script.length)) {
      ViewerHandshake handshake =
          new ViewerHandshake(
              recording.security(),
              recording.isEncrypted()
                  ? ViewerHandshake.Encryption.REQUIRED
                  : ViewerHandshake.Encryption.NONE,
              recording.challenge());
      ScriptedPeer.Outcome outcome = ScriptedPeer.play(handshake::receive, script, cuts);

      assertThat(recording.server())
          .startsWith(HexFormat.of().formatHex(handshake.greeting()) + outcome.sent());
      if (recording.isEncrypted()) {
        assertThat(outcome.last()).isInstanceOf(HandshakeStep.Encrypt.class);
      } else if (recording.security() == SecurityType.NONE) {
        assertThat(outcome.last()).isInstanceOf(HandshakeStep.Done.class);
        assertThat(handshake.accept()).isEqualTo(new byte[4]);
      } else {
        assertThat(outcome.last())
            .isInstanceOfSatisfying(
                HandshakeStep.Responded.class,
                responded ->
                    assertThat(
                            VncAuthentication.matches(
                                recording.password().orElseThrow(),
                                responded.challenge(),
                                responded.response()))
                        .isTrue());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("acceptingServers")
  void aRealServerReceivesTheSameBytesAsFromItsViewer(Recording recording) throws RfbException {
    byte[] script = hex(recording.server());
    for (List<Integer> cuts : everySplit(script.length)) {
      ServerHandshake handshake = handshakeWithServer(recording);
      ScriptedPeer.Outcome outcome = ScriptedPeer.play(handshake::receive, script, cuts);

      assertThat(recording.viewer()).startsWith(outcome.sent());
      if (recording.isEncrypted()) {
        assertThat(outcome.last()).isInstanceOf(HandshakeStep.Encrypt.class);
        assertThat(outcome.left()).isEmpty();
      } else {
        assertThat(outcome.last()).isInstanceOf(HandshakeStep.Done.class);
        assertThat(outcome.left().length()).isGreaterThanOrEqualTo(2 * SHORTEST_SERVER_INIT);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("refusingServers")
  void aRealServersRefusalIsRecognized(Recording recording) {
    byte[] script = hex(recording.server());
    for (List<Integer> cuts : everySplit(script.length)) {
      ServerHandshake handshake = handshakeWithServer(recording);
      assertThatThrownBy(() -> ScriptedPeer.play(handshake::receive, script, cuts))
          .isInstanceOfSatisfying(
              RfbException.class, e -> assertThat(e.kind()).isEqualTo(RfbException.Kind.REFUSED))
          .hasMessageStartingWith("Authentication fail");
    }
  }

  private static ServerHandshake handshakeWithServer(Recording recording) {
    return new ServerHandshake(
        recording.password(),
        recording.isEncrypted()
            ? ServerHandshake.Encryption.REQUIRED
            : ServerHandshake.Encryption.POSSIBLE);
  }

  /**
   * Splits into three pieces at every pair of offsets, which includes no split at all, and into
   * single bytes.
   */
  private static List<List<Integer>> everySplit(int length) {
    List<List<Integer>> splits = new ArrayList<>(ViewerHandshakeTest.everySplitIntoThree(length));
    splits.add(IntStream.rangeClosed(1, length).boxed().toList());
    return splits;
  }
}
