package org.synnefo.cyclades.api.collections;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ApiTimeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2011-05-29T14:07:07.037602+00:00",
        "2011-05-29T14:07:07.037602 00:00",
        "2011-05-29T14:07:07.037602Z",
        "2011-05-29T17:07:07.037602+0300",
        "2011-05-29T17:07:07.037602+03",
        "2011-05-29T14:07:07.037602"
      })
  void allIsoFormatsAreParsed(String text) {
    assertThat(ApiTime.read(text)).contains(Instant.parse("2011-05-29T14:07:07.037602Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "now", "2011", "2011-13-01T00:00:00Z", "2011-02-30T00:00:00Z", "1e9", "٢٠١١"})
  void invalidTimesAreRejected(String text) {
    assertThat(ApiTime.read(text)).isEmpty();
  }

  @Test
  void timesSurviveARoundTrip() {
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      Instant time =
          Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000))
              .truncatedTo(ChronoUnit.MICROS);
      assertThat(ApiTime.write(time)).endsWith("+00:00").hasSize(32);
      assertThat(ApiTime.read(ApiTime.write(time))).contains(time);
    }
  }

  @Test
  void anyTextIsParsedOrRejected() {
    Random random = new Random(2);
    for (int i = 0; i < 10_000; i++) {
      StringBuilder text = new StringBuilder("2011-05-29T14:07:07.037602+00:00");
      text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x2FF));
      assertThat(ApiTime.read(text.toString())).isNotNull();
    }
  }
}
