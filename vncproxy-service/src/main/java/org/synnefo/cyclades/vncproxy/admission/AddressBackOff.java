package org.synnefo.cyclades.vncproxy.admission;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Blocks addresses that repeatedly fail to authenticate, for a time that doubles with each failure.
 */
@Singleton
public class AddressBackOff {

  /** Maximum number of addresses to remember. Those that failed longest ago are dropped first. */
  private static final int REMEMBERED = 10_000;

  private record Failures(int count, Instant last, Instant until) {}

  private final int free;
  private final Duration first;
  private final Duration longest;
  private final Clock clock;
  private final Map<ClientPrefix, Failures> byAddress = new LinkedHashMap<>();

  @Inject
  AddressBackOff(BackOffSettings settings) {
    this(settings.free(), settings.first(), settings.longest(), Clock.systemUTC());
  }

  AddressBackOff(int free, Duration first, Duration longest, Clock clock) {
    this.free = free;
    this.first = first;
    this.longest = longest;
    this.clock = clock;
  }

  /** Whether the address is blocked at present. */
  public synchronized boolean isBlocked(InetAddress address) {
    Failures failures = byAddress.get(ClientPrefix.of(address));
    return failures != null && clock.instant().isBefore(failures.until());
  }

  /** Records a failure to authenticate. */
  public synchronized void failed(InetAddress address) {
    Instant now = clock.instant();
    // Removing and inserting again keeps the map in the order of the last failures.
    Failures before = byAddress.remove(ClientPrefix.of(address));
    boolean forgotten = before == null || before.last().plus(longest.multipliedBy(2)).isBefore(now);
    int count = forgotten ? 1 : before.count() + 1;
    byAddress.put(
        ClientPrefix.of(address), new Failures(count, now, now.plus(blockDuration(count))));
    if (byAddress.size() > REMEMBERED) {
      byAddress.remove(byAddress.keySet().iterator().next());
    }
  }

  /** Clears the failures of an address that authenticated successfully. */
  public synchronized void succeeded(InetAddress address) {
    byAddress.remove(ClientPrefix.of(address));
  }

  private Duration blockDuration(int count) {
    if (count <= free) {
      return Duration.ZERO;
    }
    Duration time = first.multipliedBy(1L << Math.min(count - free - 1, 20));
    return time.compareTo(longest) > 0 ? longest : time;
  }
}
