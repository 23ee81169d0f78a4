package org.synnefo.cyclades.vncproxy.admission;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts the sessions of this replica, by user, by server, and in total. */
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

  /** A place among the sessions, to be released at the session's end. */
  public final class Permit {

    private final long user;
    private final long server;
    private boolean released;

    private Permit(long user, long server) {
      this.user = user;
      this.server = server;
    }

    /** Gives the place back; a second time does nothing. */
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

  /** A place for a session of this user at this server, if there is one left. */
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

  /** Places taken. */
  public synchronized int inUse() {
    return sessions;
  }
}
