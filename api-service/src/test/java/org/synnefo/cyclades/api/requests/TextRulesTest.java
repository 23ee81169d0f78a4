package org.synnefo.cyclades.api.requests;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synnefo.cyclades.api.faults.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests ids, names and references with examples and with many random values. */
class TextRulesTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final long seed = Long.getLong("texts.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-1",
        "+1",
        "1e3",
        "1.0",
        "0x1",
        " 1",
        "1 ",
        "1_000",
        "9223372036854775808",
        "99999999999999999999",
        "\u0661",
        "\u0967",
        "\uff11",
        "one",
        "1\u0000",
        "NaN"
      })
  void invalidNumbersAreZero(String text) {
    assertThat(TextRules.positiveNumber(text)).isZero();
    assertThatExceptionOfType(Fault.class).isThrownBy(() -> TextRules.id(text, "server"));
  }

  @Test
  void numbersAreParsedIfTheyFitALong() {
    assertThat(TextRules.positiveNumber("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    for (int i = 0; i < 10_000; i++) {
      BigInteger number = new BigInteger(random.nextInt(80), random);
      long expected = number.bitLength() < Long.SIZE ? number.longValue() : 0;
      assertThat(TextRules.positiveNumber(number.toString()))
          .as("seed %d: %s", seed, number)
          .isEqualTo(expected);
    }
  }

  @Test
  void allFormsOfAReferenceAreEquivalent() {
    for (int i = 0; i < 1_000; i++) {
      long id = 1 + random.nextLong(Long.MAX_VALUE - 1);
      assertThat(Reference.parse(JSON.numberNode(id), "f", false).id()).isEqualTo(id);
      for (String form :
          new String[] {"%d", "http://x/v1.1/images/%d", "https://x/%d/", "/images/%d"}) {
        assertThat(Reference.parse(JSON.textNode(form.formatted(id)), "f", false).id())
            .as("seed %d: %s of %d", seed, form, id)
            .isEqualTo(id);
      }
      UUID uuid = UUID.randomUUID();
      assertThat(Reference.parse(JSON.textNode("http://x/images/" + uuid), "f", true).uuid())
          .contains(uuid);
      assertThatExceptionOfType(Fault.class)
          .isThrownBy(() -> Reference.parse(JSON.textNode(uuid.toString()), "f", false));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "0",
        "1e3",
        "images/1/",
        "http://",
        "http://x/images/",
        "ftp://x/1",
        "1 2",
        "/"
      })
  void invalidReferencesAreRejected(String text) {
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> Reference.parse(JSON.textNode(text), "flavorRef", true))
        .withMessageContaining("flavorRef");
  }

  @Test
  void aNumberThatIsNotAnIdIsNotAReference() {
    for (double number : new double[] {0, -1, 1.5, 1e30, Double.MAX_VALUE}) {
      assertThatExceptionOfType(Fault.class)
          .isThrownBy(() -> Reference.parse(JSON.numberNode(number), "f", true));
    }
  }

  @Test
  void namesAreTrimmedAndValidated() {
    for (int i = 0; i < 10_000; i++) {
      String text = randomText(random.nextInt(300));
      String what = "seed %d: %s".formatted(seed, text);
      try {
        String name = TextRules.name(text, "name");
        assertThat(name).as(what).isEqualTo(text.strip()).isNotEmpty();
        assertThat(name.codePointCount(0, name.length())).as(what).isBetween(1, 255);
        assertThat(name.codePoints()).as(what).noneMatch(Character::isISOControl);
      } catch (Fault refused) {
        String trimmed = text.strip();
        boolean isBad =
            trimmed.isEmpty()
                || trimmed.codePointCount(0, trimmed.length()) > 255
                || text.codePoints().anyMatch(c -> Character.isISOControl(c) || isSurrogate(c));
        assertThat(isBad).as(what).isTrue();
      }
    }
  }

  private static boolean isSurrogate(int c) {
    return c >= 0xD800 && c <= 0xDFFF;
  }

  /** Mostly letters and spaces, sometimes any character. */
  private String randomText(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(400)) {
        case 0 -> text.append((char) random.nextInt(0x20));
        case 1 -> text.append((char) (0xD800 + random.nextInt(0x800)));
        case 2, 3, 4, 5, 6 -> text.appendCodePoint(0x10000 + random.nextInt(0x1000));
        case 7, 8, 9, 10, 11, 12 -> text.append(' ');
        default -> text.append((char) ('a' + random.nextInt(26)));
      }
    }
    return text.toString();
  }
}
