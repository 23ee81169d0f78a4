package org.synnefo.cyclades.vncproxy.admission;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shuts out, for a while that doubles, addresses that fail to authenticate again and again. */
@Singleton
public class AddressBackOff {

  /** So many addresses are remembered; the ones that failed longest ago go first. */
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

  /** Whether the address must wait. */
  public synchronized boolean isBlocked(InetAddress address) {
    Failures failures = byAddress.get(ClientPrefix.of(address));
    return failures != null && clock.instant().isBefore(failures.until());
  }

  /** The address failed to authenticate. */
  public synchronized void failed(InetAddress address) {
    Instant now = clock.instant();
    // Removed and put again, so that the map's order is that of the last failures.
    Failures before = byAddress.remove(ClientPrefix.of(address));
    boolean forgotten = before == null || before.last().plus(longest.multipliedBy(2)).isBefore(now);
    int count = forgotten ? 1 : before.count() + 1;
    byAddress.put(
        ClientPrefix.of(address), new Failures(count, now, now.plus(blockDuration(count))));
    if (byAddress.size() > REMEMBERED) {
      byAddress.remove(byAddress.keySet().iterator().next());
    }
  }

  /** The address authenticated itself: its failures are forgotten. */
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
