package org.synnefo.cyclades.model.secret;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeploymentKeyTest {

  private final DeploymentKey key = DeploymentKey.parse(DeploymentKey.generate());

  @Test
  void encryptedTextsAreDecrypted() {
    byte[] encrypted = key.encrypt("pässword ✓", "purpose");

    assertThat(key.decrypt(encrypted, "purpose")).isEqualTo("pässword ✓");
  }

  @Test
  void encryptingATextTwiceGivesDifferentValues() {
    assertThat(key.encrypt("text", "purpose")).isNotEqualTo(key.encrypt("text", "purpose"));
  }

  @Test
  void aValueCannotBeDecryptedForAnotherPurpose() {
    byte[] encrypted = key.encrypt("text", "one");

    assertThatThrownBy(() -> key.decrypt(encrypted, "other"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aModifiedValueIsRejected() {
    byte[] encrypted = key.encrypt("text", "purpose");
    for (int i = 0; i < encrypted.length; i++) {
      byte[] changed = encrypted.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> key.decrypt(changed, "purpose"))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> key.decrypt(new byte[3], "purpose")).hasMessageContaining("too short");
  }

  @Test
  void aValueOfAnotherKeyIsRejected() {
    byte[] encrypted = DeploymentKey.parse(DeploymentKey.generate()).encrypt("text", "purpose");

    assertThatThrownBy(() -> key.decrypt(encrypted, "purpose"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMalformedKeyIsRejectedWithoutShowingIt() {
    assertThatThrownBy(() -> DeploymentKey.parse("geheim!"))
        .hasMessage("The deployment key is not base64.")
        .hasNoCause();
    assertThatThrownBy(() -> DeploymentKey.parse("AAAA")).hasMessageContaining("must be 32 bytes");
    assertThat(key.toString()).isEqualTo("DeploymentKey[hidden]");
  }

  @Test
  void tokensAreDistinctAndTheirHashesAreStable() {
    Set<String> tokens = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      tokens.add(RandomToken.generate());
    }

    assertThat(tokens).hasSize(1000).allMatch(token -> token.matches("[A-Za-z0-9_-]{43}"));
    assertThat(RandomToken.hash("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
