package org.synnefo.cyclades.api.limits;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimitsTest {

  private static final RateConfiguration TWO_POSTS =
      new RateConfiguration() {
        @Override
        public int get() {
          return 0;
        }

        @Override
        public int post() {
          return 2;
        }

        @Override
        public int put() {
          return 1;
        }

        @Override
        public int delete() {
          return 1;
        }
      };

  private final RateLimits rates = new RateLimits(TWO_POSTS);

  @Test
  void aUserAboveTheRateLimitMustWait() {
    assertThat(rates.take(1, "POST")).isZero();
    assertThat(rates.take(1, "POST")).isZero();
    assertThat(rates.take(1, "POST")).isPositive();
  }

  @Test
  void usersAndMethodsDoNotShareBuckets() {
    rates.take(1, "PUT");
    assertThat(rates.take(1, "PUT")).isPositive();
    assertThat(rates.take(2, "PUT")).isZero();
    assertThat(rates.take(1, "DELETE")).isZero();
  }

  @Test
  void methodsWithoutLimitAreNotCounted() {
    for (int i = 0; i < 1000; i++) {
      assertThat(rates.take(1, "GET")).isZero();
    }
  }
}
