package org.synnefo.cyclades.vncproxy.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.vncproxy.connection.EndCause;

import static org.assertj.core.api.Assertions.assertThat;

class StalledSessionsTest {

  private static final long LIMIT = 1000;

  private final Collection<Session> live = new ArrayList<>();
  private final StalledSessions stalled = new StalledSessions(() -> live, LIMIT);

  @Test
  void noSessionIsEndedBelowTheLimit() {
    Waiting one = stalling(400, Duration.ofHours(1));
    Waiting other = stalling(600, Duration.ofSeconds(1));

    stalled.endLongestStalled();

    assertThat(List.of(one, other)).noneMatch(Waiting::isEnded);
  }

  @Test
  void onlyAsManyOfTheLongestStalledAsNecessaryAreEnded() {
    Waiting middle = stalling(300, Duration.ofSeconds(2));
    Waiting shortest = stalling(800, Duration.ofMillis(5));
    Waiting longest = stalling(300, Duration.ofSeconds(3));
    Waiting reading = reading();

    stalled.endLongestStalled();

    assertThat(List.of(longest, middle)).allMatch(Waiting::isEnded);
    assertThat(List.of(shortest, reading)).noneMatch(Waiting::isEnded);
  }

  @Test
  void aSingleSessionAboveTheLimitIsEnded() {
    Waiting greedy = stalling(LIMIT + 1, Duration.ofMillis(1));

    stalled.endLongestStalled();

    assertThat(greedy.isEnded()).isTrue();
  }

  @Test
  void theLongerStallOfBothSidesCounts() {
    WriteBacklog backlog =
        new WriteBacklog(10, Duration.ofSeconds(1))
            .plus(new WriteBacklog(20, Duration.ofSeconds(2)));

    assertThat(backlog).isEqualTo(new WriteBacklog(30, Duration.ofSeconds(2)));
    assertThat(
            new WriteBacklog(20, Duration.ofSeconds(2))
                .plus(new WriteBacklog(10, Duration.ofSeconds(1))))
        .isEqualTo(backlog);
  }

  private Waiting stalling(long bytes, Duration time) {
    Waiting session = new Waiting(Optional.of(new WriteBacklog(bytes, time)));
    live.add(session);
    return session;
  }

  private Waiting reading() {
    Waiting session = new Waiting(Optional.empty());
    live.add(session);
    return session;
  }

  /** A session for which only the waiting bytes matter. */
  private static final class Waiting implements Session {

    private final UUID id = UUID.randomUUID();
    private final Optional<WriteBacklog> backlog;
    private final List<EndCause> ends = new ArrayList<>();

    Waiting(Optional<WriteBacklog> backlog) {
      this.backlog = backlog;
    }

    boolean isEnded() {
      return ends.equals(List.of(EndCause.STALLED));
    }

    @Override
    public UUID id() {
      return id;
    }

    @Override
    public long userId() {
      return 1;
    }

    @Override
    public long serverId() {
      return 1;
    }

    @Override
    public InetAddress viewer() {
      return InetAddress.getLoopbackAddress();
    }

    @Override
    public InetSocketAddress destination() {
      return new InetSocketAddress(viewer(), 11000);
    }

    @Override
    public Instant since() {
      return Instant.EPOCH;
    }

    @Override
    public long bytesFromViewer() {
      return 0;
    }

    @Override
    public long bytesFromServer() {
      return 0;
    }

    @Override
    public Duration connectTime() {
      return Duration.ZERO;
    }

    @Override
    public Optional<WriteBacklog> writeBacklog() {
      return backlog;
    }

    @Override
    public void stop(EndCause cause) {
      ends.add(cause);
    }
  }
}
