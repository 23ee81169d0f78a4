package org.synnefo.cyclades.vncproxy.admission;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the handshakes under way at this replica, by address and in total, so that one address
 * which holds connections open keeps no other one out.
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

  /** A place among the handshakes, to be released when the handshake is over. */
  public final class Permit {

    private final InetAddress viewer;
    private boolean released;

    private Permit(InetAddress viewer) {
      this.viewer = viewer;
    }

    public InetAddress viewer() {
      return viewer;
    }

    /** Gives the place back; a second time does nothing. */
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

  /** A place for a handshake with this viewer, if there is one left. */
  public synchronized Optional<Permit> acquire(InetAddress viewer) {
    ClientPrefix address = ClientPrefix.of(viewer);
    if (handshakes >= total || byAddress.getOrDefault(address, 0) >= perAddress) {
      return Optional.empty();
    }
    handshakes++;
    byAddress.merge(address, 1, Integer::sum);
    return Optional.of(new Permit(viewer));
  }

  /** Places taken. */
  public synchronized int inUse() {
    return handshakes;
  }
}
