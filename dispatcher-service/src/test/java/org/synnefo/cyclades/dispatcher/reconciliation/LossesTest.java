package org.synnefo.cyclades.dispatcher.reconciliation;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LossesTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, 0, false",
    "5, 0, 0, 0, 5, false",
    "6, 0, 0, 0, 6, true",
    "3, 3, 0, 0, 6, true",
    "6, 0, 0, 0, 120, false",
    "7, 0, 0, 0, 120, true",
    "0, 6, 0, 0, 0, true",
    "6, 0, 6, 0, 6, false",
    "12, 0, 6, 0, 12, true",
    "6, 0, 0, 6, 6, true",
    "0, 11, 0, 6, 20, false",
    "0, 60000, 0, 0, 100000, true",
  })
  void moreThanAFewAndMoreThanAPartIsSuspiciousUnlessItIsAccepted(
      int missing,
      int unknown,
      int acceptedMissing,
      int acceptedUnknown,
      int servers,
      boolean suspicious) {
    assertThat(
            new Losses(missing, unknown)
                .isSuspicious(new Losses(acceptedMissing, acceptedUnknown), servers))
        .isEqualTo(suspicious);
  }
}
