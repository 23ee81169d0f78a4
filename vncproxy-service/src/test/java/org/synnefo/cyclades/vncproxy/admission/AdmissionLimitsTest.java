package org.synnefo.cyclades.vncproxy.admission;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synnefo.cyclades.model.console.ConsoleGrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AdmissionLimitsTest {

  private static final class Watch extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void anAddressIsBlockedForDoublingTimes() throws UnknownHostException {
    Watch watch = new Watch();
    AddressBackOff backOff =
        new AddressBackOff(2, Duration.ofSeconds(1), Duration.ofSeconds(60), watch);
    InetAddress address = InetAddress.getByName("192.0.2.7");

    backOff.failed(address);
    backOff.failed(address);
    assertThat(backOff.isBlocked(address)).isFalse();
    backOff.failed(address);
    assertThat(backOff.isBlocked(address)).isTrue();
    assertThat(backOff.isBlocked(InetAddress.getByName("192.0.2.8"))).isFalse();
    watch.now = watch.now.plusSeconds(1);
    assertThat(backOff.isBlocked(address)).isFalse();
    backOff.failed(address);
    watch.now = watch.now.plusSeconds(1);
    assertThat(backOff.isBlocked(address)).isTrue();
    for (int i = 0; i < 100; i++) {
      backOff.failed(address);
    }
    watch.now = watch.now.plusSeconds(60);
    assertThat(backOff.isBlocked(address)).isFalse();
  }

  @Test
  void aSuccessClearsTheFailures() throws UnknownHostException {
    AddressBackOff backOff =
        new AddressBackOff(0, Duration.ofSeconds(1), Duration.ofSeconds(60), new Watch());
    InetAddress address = InetAddress.getByName("2001:db8::1");
    backOff.failed(address);
    assertThat(backOff.isBlocked(InetAddress.getByName("2001:db8::2"))).isTrue();

    backOff.succeeded(address);

    assertThat(backOff.isBlocked(address)).isFalse();
  }

  @Test
  void sessionsAreLimitedPerUserPerServerAndInTotal() {
    SessionLimits limits = new SessionLimits(2, 1, 3);

    SessionLimits.Permit first = limits.acquire(1, 1).orElseThrow();
    assertThat(limits.acquire(2, 1)).as("server 1 is taken").isEmpty();
    limits.acquire(1, 2).orElseThrow();
    assertThat(limits.acquire(1, 3)).as("user 1 has two").isEmpty();
    limits.acquire(2, 3).orElseThrow();
    assertThat(limits.acquire(3, 4)).as("three in total").isEmpty();
    first.release();
    first.release();
    assertThat(limits.inUse()).isEqualTo(2);
    assertThat(limits.acquire(1, 1)).isPresent();
  }

  @Test
  void handshakesAreLimitedPerAddressAndInTotal() throws UnknownHostException {
    HandshakeLimits limits = new HandshakeLimits(2, 3);
    InetAddress greedy = InetAddress.getByName("192.0.2.7");

    HandshakeLimits.Permit first = limits.acquire(greedy).orElseThrow();
    limits.acquire(greedy).orElseThrow();
    assertThat(limits.acquire(greedy)).as("it has two").isEmpty();
    limits.acquire(InetAddress.getByName("192.0.2.8")).orElseThrow();
    assertThat(limits.acquire(InetAddress.getByName("192.0.2.9"))).as("three in total").isEmpty();
    first.release();
    first.release();
    assertThat(limits.inUse()).isEqualTo(2);
    assertThat(limits.acquire(greedy)).isPresent();
  }

  @Test
  void addressesOfAnIpv6Slash64ShareTheirLimit() throws UnknownHostException {
    HandshakeLimits limits = new HandshakeLimits(1, 3);

    limits.acquire(InetAddress.getByName("2001:db8::1")).orElseThrow();

    assertThat(limits.acquire(InetAddress.getByName("2001:db8::ffff:2"))).isEmpty();
    assertThat(limits.acquire(InetAddress.getByName("2001:db8:0:1::1"))).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.0.2.128/25, 192.0.2.129, true",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.7, 192.0.2.7, true",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
  })
  void aNetworkContainsOnlyItsAddresses(String network, String address, boolean holds)
      throws UnknownHostException {
    assertThat(IpNetwork.parse(network).contains(InetAddress.getByName(address))).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "node1/24", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/-1", "::/129"})
  void invalidNetworksAreRejected(String text) {
    assertThatThrownBy(() -> IpNetwork.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void destinationsAreRefusedUnlessNetworkAndPortAreAllowed() {
    Destinations nowhere = new Destinations(List.of(), 11000, 14999);
    Destinations nodes = new Destinations(List.of(IpNetwork.parse("127.0.0.0/8")), 11000, 14999);

    assertThat(nowhere.allowed(grant("127.0.0.1", 11000))).isEmpty();
    assertThat(nodes.allowed(grant("127.0.0.1", 11000))).isPresent();
    assertThat(nodes.allowed(grant("127.0.0.1", 10999))).isEmpty();
    assertThat(nodes.allowed(grant("127.0.0.1", 15000))).isEmpty();
    assertThat(nodes.allowed(grant("192.0.2.1", 11000))).isEmpty();
    assertThat(nodes.allowed(grant("no-such-host.invalid", 11000))).isEmpty();
  }

  private static ConsoleGrant grant(String host, int port) {
    return new ConsoleGrant(UUID.randomUUID(), 1, 1, host, port);
  }
}
