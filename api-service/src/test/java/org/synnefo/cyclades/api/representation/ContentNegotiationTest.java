package org.synnefo.cyclades.api.representation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ContentNegotiationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/xml | XML",
        "application/json | JSON",
        "text/html, application/xml;q=0.9, */*;q=0.8 | XML",
        "application/xml;q=0.5, application/json | JSON",
        "application/xml;q=0, text/plain | JSON",
        "application/vnd.openstack.compute-v1.1+xml | XML",
        "APPLICATION/XML ; q=1 | XML",
        "*/* | JSON",
        "text/html | JSON",
        ";;;,,,=q | JSON",
        "application/xml;q=banana | XML",
        "application/json;q=0, */* | XML",
        "application/json;q=0.1, application/*;q=0.5 | XML",
        "application/json;q=0, application/xml;q=0 | JSON",
        "*/*;q=0.5, application/xml;q=0.4 | JSON",
        "application/atom+xml | JSON"
      })
  void theFirstSupportedTypeWithTheHighestQualityIsChosen(String accept, Representation chosen) {
    assertThat(ContentNegotiation.choose(accept, false)).isEqualTo(chosen);
  }

  @Test
  void atomIsChosenWhereSupported() {
    assertThat(ContentNegotiation.choose("application/atom+xml", true))
        .isEqualTo(Representation.ATOM);
    assertThat(ContentNegotiation.choose(null, true)).isEqualTo(Representation.JSON);
  }

  /**
   * For any header a representation is chosen, never one with quality 0, and never one with a lower
   * quality first.
   */
  @Test
  void theHighestQualityOfRandomHeadersIsChosen() {
    long seed = Long.getLong("negotiation.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      double json = random.nextInt(11) / 10.0;
      double xml = random.nextInt(11) / 10.0;
      List<String> ranges =
          new ArrayList<>(
              List.of(
                  "application/json;q=" + json,
                  "application/xml ; q=" + xml + ";x=y",
                  "text/html",
                  "a/b;q=0.9",
                  ";;q"));
      Collections.shuffle(ranges, random);
      Representation chosen = ContentNegotiation.choose(String.join(" , ", ranges), false);
      String what = "seed %d: %s".formatted(seed, ranges);
      if (json == xml) {
        assertThat(chosen).as(what).isIn(Representation.JSON, Representation.XML);
      } else {
        assertThat(chosen)
            .as(what)
            .isEqualTo(json > xml ? Representation.JSON : Representation.XML);
      }
    }
  }

  @Test
  void anyHeaderIsAccepted() {
    long seed = Long.getLong("negotiation.seed", System.nanoTime());
    Random random = new Random(seed);
    String letters = "applicationjsonxmltext/*;,=q01. \"\\+\t";
    for (int i = 0; i < 10_000; i++) {
      StringBuilder header = new StringBuilder();
      for (int length = random.nextInt(60); length > 0; length--) {
        header.append(letters.charAt(random.nextInt(letters.length())));
      }
      assertThat(ContentNegotiation.choose(header.toString(), true))
          .as("seed %d: %s", seed, header)
          .isNotNull();
    }
  }
}
