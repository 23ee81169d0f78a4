package org.synnefo.cyclades.dispatcher.backends;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.ganeti.client.ClusterAddress;
import org.synnefo.cyclades.ganeti.client.GanetiClient;
import org.synnefo.cyclades.ganeti.client.GanetiException;

/** A cluster that is spoken to. */
public final class Cluster {

  private static final Logger LOG = Logger.getLogger(Cluster.class);
  private static final int IDLE_SECONDS = 30;
  private static final int STOP_SECONDS = 10;
  private static final int LOOKS_AT_ONCE = 2;

  private final long backendId;
  private final ClusterAddress address;
  private final GanetiClient client;
  private final ClusterIdentities identities;
  private final CircuitBreaker breaker;
  private final ThreadPoolExecutor submissions;
  private final ThreadPoolExecutor looks;
  private final Set<UUID> inFlight = ConcurrentHashMap.newKeySet();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile Identified identified;
  private volatile boolean answersAsAnother;
  private volatile boolean suspicious;
  private volatile String complaint;

  /** The client of the cluster that is meant. */
  private record Identified(String uuid, GanetiClient client) {}

  Cluster(
      long backendId,
      ClusterAddress address,
      GanetiClient client,
      ClusterIdentities identities,
      ClusterConfiguration configuration) {
    this.backendId = backendId;
    this.address = address;
    this.client = client;
    this.identities = identities;
    this.breaker =
        new CircuitBreaker(configuration.breakerFailures(), configuration.breakerPause());
    this.submissions = threads(configuration.inFlight(), configuration.queued());
    this.looks = threads(LOOKS_AT_ONCE, configuration.queued());
  }

  private ThreadPoolExecutor threads(int number, int queued) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            number,
            number,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(queued),
            work -> new Thread(work, "cluster-" + backendId));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  public long backendId() {
    return backendId;
  }

  ClusterAddress address() {
    return address;
  }

  /**
   * What the backend's row says of it.
   *
   * @param uuid the cluster that is meant; null: nobody asked it yet
   * @param another whether another one was seen in its place
   */
  void expect(String uuid, boolean another) {
    answersAsAnother = another;
    if (uuid == null) {
      identified = null;
    } else if (identified == null || !identified.uuid().equals(uuid)) {
      identified = new Identified(uuid, client.ofCluster(uuid));
    }
  }

  /** Why it does not do what it is asked; empty if the last call was answered. */
  Optional<String> complaint() {
    return Optional.ofNullable(complaint);
  }

  /** Calls that wait for their answer. */
  int callsNow() {
    return calls.get();
  }

  /** Work that waits for a thread. */
  int waiting() {
    return submissions.getQueue().size() + looks.getQueue().size();
  }

  /** Whether it is left alone at present. */
  public boolean isResting() {
    return breaker.isOpen();
  }

  /**
   * Asks the cluster, and no other that answers in its place. What fails on our side of the
   * question says nothing of the cluster.
   *
   * @throws GanetiException.OtherCluster if another cluster answers; it was asked nothing
   * @throws GanetiException.Unavailable also where it is left alone for the moment; then nothing
   *     was applied
   */
  public <T> T call(Function<GanetiClient, T> question) {
    if (!breaker.permits()) {
      throw new GanetiException.Unavailable("The cluster is left alone for a moment", false, null);
    }
    calls.incrementAndGet();
    try {
      T answer = question.apply(meant());
      answered(null);
      familiar();
      return answer;
    } catch (GanetiException.Unavailable | GanetiException.Unexpected failure) {
      failed(failure);
      throw failure;
    } catch (GanetiException.OtherCluster other) {
      answered(other);
      strange(other);
      throw other;
    } catch (GanetiException answer) {
      answered(answer instanceof GanetiException.Refused ? answer : null);
      throw answer;
    } finally {
      breaker.ended();
      calls.decrementAndGet();
    }
  }

  /** The client of the cluster that is meant: the first one that answered. */
  private GanetiClient meant() {
    Identified known = identified;
    if (known == null) {
      String uuid = identities.learn(backendId, client.info());
      known = new Identified(uuid, client.ofCluster(uuid));
      identified = known;
    }
    return known.client();
  }

  private void strange(GanetiException.OtherCluster other) {
    if (!answersAsAnother) {
      answersAsAnother = true;
      identities.otherFound(backendId, other.found());
    }
  }

  private void familiar() {
    if (answersAsAnother) {
      answersAsAnother = false;
      identities.otherGone(backendId);
    }
  }

  /** Whether the last look at it was not believed, as the backend's row says. */
  void suspect(boolean now) {
    suspicious = now;
  }

  boolean isSuspicious() {
    return suspicious;
  }

  /** Whether another cluster answers in its place. */
  boolean answersAsAnother() {
    return answersAsAnother;
  }

  private void answered(GanetiException refusal) {
    breaker.succeeded();
    complaint = refusal == null ? null : refusal.getMessage();
  }

  private void failed(GanetiException failure) {
    breaker.failed();
    complaint = failure.getMessage();
  }

  /**
   * Runs the submission of a command on one of the cluster's threads. It is left out where the same
   * command is in flight, or too much waits already.
   */
  public void submit(UUID command, Runnable submission) {
    if (!inFlight.add(command)) {
      return;
    }
    boolean taken =
        execute(
            submissions,
            () -> {
              try {
                submission.run();
              } finally {
                inFlight.remove(command);
              }
            });
    if (!taken) {
      inFlight.remove(command);
    }
  }

  /**
   * Runs a look at what the cluster did, on threads that no command takes from it; where too much
   * waits already, it is left out.
   *
   * @return whether it will run
   */
  public boolean look(Runnable look) {
    return execute(looks, look);
  }

  private static boolean execute(ThreadPoolExecutor threads, Runnable work) {
    try {
      threads.execute(work);
      return true;
    } catch (RejectedExecutionException full) {
      return false;
    }
  }

  /** Takes no more work; what is at work has a while to finish. */
  void stop() {
    stop(submissions);
    stop(looks);
  }

  private static void stop(ThreadPoolExecutor threads) {
    threads.getQueue().clear();
    threads.shutdown();
  }

  void close() {
    stop();
    try {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
      if (!submissions.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)
          || !looks.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        LOG.warnf("backend=%d a call was still being made", backendId);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
