package org.synnefo.cyclades.vncproxy.admission;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Limits the sessions of this replica, per user, per server, and in total. */
@Singleton
public class SessionLimits {

  private final int perUser;
  private final int perServer;
  private final int total;
  private final Map<Long, Integer> byUser = new HashMap<>();
  private final Map<Long, Integer> byServer = new HashMap<>();
  private int sessions;

  @Inject
  SessionLimits(LimitSettings settings) {
    this(settings.perUser(), settings.perServer(), settings.total());
  }

  SessionLimits(int perUser, int perServer, int total) {
    this.perUser = perUser;
    this.perServer = perServer;
    this.total = total;
  }

  /** A permit for one session; released when the session ends. */
  public final class Permit {

    private final long user;
    private final long server;
    private boolean released;

    private Permit(long user, long server) {
      this.user = user;
      this.server = server;
    }

    /** Returns the permit; does nothing if it was returned already. */
    public void release() {
      synchronized (SessionLimits.this) {
        if (!released) {
          released = true;
          sessions--;
          byUser.computeIfPresent(user, (key, count) -> count == 1 ? null : count - 1);
          byServer.computeIfPresent(server, (key, count) -> count == 1 ? null : count - 1);
        }
      }
    }
  }

  /** Acquires a permit for a session of this user with this server, if one is available. */
  public synchronized Optional<Permit> acquire(long user, long server) {
    if (sessions >= total
        || byUser.getOrDefault(user, 0) >= perUser
        || byServer.getOrDefault(server, 0) >= perServer) {
      return Optional.empty();
    }
    sessions++;
    byUser.merge(user, 1, Integer::sum);
    byServer.merge(server, 1, Integer::sum);
    return Optional.of(new Permit(user, server));
  }

  /** Number of permits in use. */
  public synchronized int inUse() {
    return sessions;
  }
}
