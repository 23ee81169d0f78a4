package org.synnefo.cyclades.ganeti.simulator.cluster;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AddressRangeTest {

  @Test
  void addressesAndOffsetsCorrespond() {
    AddressRange range = AddressRange.parse("203.0.113.64/26");

    assertThat(range.size()).isEqualTo(64);
    assertThat(range.address(0)).isEqualTo("203.0.113.64");
    assertThat(range.address(63)).isEqualTo("203.0.113.127");
    assertThat(range.offset("203.0.113.65")).isEqualTo(1);
  }

  @Test
  void rangesMaySpanSeveralBytes() {
    AddressRange range = AddressRange.parse("10.0.0.0/16");

    assertThat(range.address(256)).isEqualTo("10.0.1.0");
    assertThat(range.offset("10.0.255.255")).isEqualTo(65535);
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.63", "203.0.113.128", "pool", "203.0.113", "203.0.113.300"})
  void addressesOutsideTheRangeHaveNoOffset(String address) {
    assertThat(AddressRange.parse("203.0.113.64/26").offset(address)).isNegative();
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.0", "203.0.113.0/31", "203.0.113.0/8", "x/24"})
  void invalidRangesAreRejected(String text) {
    assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
