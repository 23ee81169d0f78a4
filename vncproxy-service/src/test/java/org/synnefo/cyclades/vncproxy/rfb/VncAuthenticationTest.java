package org.synnefo.cyclades.vncproxy.rfb;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VncAuthenticationTest {

  private static final byte[] CHALLENGE =
      HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");

  @Test
  void responsesMatchOtherImplementations() {
    assertThat(VncAuthentication.response("IN9RNmaV", CHALLENGE))
        .isEqualTo(HexFormat.of().parseHex("1fa3ad32a1e0217824f0d292561a98ca"));
  }

  @Test
  void shortPasswordsArePaddedWithZeros() {
    assertThat(VncAuthentication.response("ab", CHALLENGE))
        .isEqualTo(HexFormat.of().parseHex("fe01155de95da3e28adf6cc730f06f08"));
  }

  @Test
  void onlyTheFirstEightBytesOfAPasswordAreUsed() {
    byte[] response = VncAuthentication.response("IN9RNmaV-and-more", CHALLENGE);

    assertThat(VncAuthentication.matches("IN9RNmaV", CHALLENGE, response)).isTrue();
  }

  @Test
  void aResponseMatchesOnlyItsPasswordAndChallenge() {
    byte[] response = VncAuthentication.response("IN9RNmaV", CHALLENGE);
    byte[] other = VncAuthentication.challenge(new SecureRandom());

    assertThat(VncAuthentication.matches("IN9RNmaV", CHALLENGE, response)).isTrue();
    assertThat(VncAuthentication.matches("IN9RNmaW", CHALLENGE, response)).isFalse();
    assertThat(VncAuthentication.matches("IN9RNmaV", other, response)).isFalse();
    assertThat(VncAuthentication.matches("IN9RNmaV", CHALLENGE, new byte[0])).isFalse();
  }

  @Test
  void aChallengeOfAnotherLengthIsRejected() {
    assertThatThrownBy(() -> VncAuthentication.response("IN9RNmaV", new byte[8]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
