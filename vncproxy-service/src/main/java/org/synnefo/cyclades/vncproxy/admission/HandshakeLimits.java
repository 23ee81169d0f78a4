package org.synnefo.cyclades.vncproxy.admission;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Limits the handshakes in progress at this replica, per address and in total. So one address that
 * holds connections open cannot keep others out.
 */
@Singleton
public class HandshakeLimits {

  private final int perAddress;
  private final int total;
  private final Map<ClientPrefix, Integer> byAddress = new HashMap<>();
  private int handshakes;

  @Inject
  HandshakeLimits(LimitSettings settings) {
    this(settings.handshakesPerAddress(), settings.handshakes());
  }

  HandshakeLimits(int perAddress, int total) {
    this.perAddress = perAddress;
    this.total = total;
  }

  /** A permit for one handshake; released when the handshake is over. */
  public final class Permit {

    private final InetAddress viewer;
    private boolean released;

    private Permit(InetAddress viewer) {
      this.viewer = viewer;
    }

    public InetAddress viewer() {
      return viewer;
    }

    /** Returns the permit; does nothing if it was returned already. */
    public void release() {
      synchronized (HandshakeLimits.this) {
        if (!released) {
          released = true;
          handshakes--;
          byAddress.computeIfPresent(
              ClientPrefix.of(viewer), (key, count) -> count == 1 ? null : count - 1);
        }
      }
    }
  }

  /** Acquires a permit for a handshake with this viewer, if one is available. */
  public synchronized Optional<Permit> acquire(InetAddress viewer) {
    ClientPrefix address = ClientPrefix.of(viewer);
    if (handshakes >= total || byAddress.getOrDefault(address, 0) >= perAddress) {
      return Optional.empty();
    }
    handshakes++;
    byAddress.merge(address, 1, Integer::sum);
    return Optional.of(new Permit(viewer));
  }

  /** Number of permits in use. */
  public synchronized int inUse() {
    return handshakes;
  }
}
