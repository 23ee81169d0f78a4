package org.synnefo.cyclades.api.representation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NegotiationTest {

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
        "application/atom+xml | JSON"
      })
  void theFirstKnownTypeOfTheHighestQualityCounts(String accept, Representation chosen) {
    assertThat(Negotiation.choose(accept, false)).isEqualTo(chosen);
  }

  @Test
  void atomCountsWhereItIsKnown() {
    assertThat(Negotiation.choose("application/atom+xml", true)).isEqualTo(Representation.ATOM);
    assertThat(Negotiation.choose(null, true)).isEqualTo(Representation.JSON);
  }
}
