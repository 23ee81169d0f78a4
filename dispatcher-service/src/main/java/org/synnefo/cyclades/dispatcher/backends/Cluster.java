package org.synnefo.cyclades.dispatcher.backends;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.synnefo.cyclades.ganeti.client.ClusterAddress;
import org.synnefo.cyclades.ganeti.client.GanetiClient;
import org.synnefo.cyclades.ganeti.client.GanetiException;

/** A cluster that is spoken to. */
public final class Cluster {

  private static final int IDLE_SECONDS = 30;

  private final long backendId;
  private final ClusterAddress address;
  private final GanetiClient client;
  private final CircuitBreaker breaker;
  private final ThreadPoolExecutor submissions;

  Cluster(
      long backendId,
      ClusterAddress address,
      GanetiClient client,
      ClusterConfiguration configuration) {
    this.backendId = backendId;
    this.address = address;
    this.client = client;
    this.breaker =
        new CircuitBreaker(configuration.breakerFailures(), configuration.breakerPause());
    this.submissions =
        new ThreadPoolExecutor(
            configuration.inFlight(),
            configuration.inFlight(),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(configuration.queued()),
            work -> new Thread(work, "cluster-" + backendId),
            new ThreadPoolExecutor.DiscardPolicy());
    submissions.allowCoreThreadTimeOut(true);
  }

  public long backendId() {
    return backendId;
  }

  ClusterAddress address() {
    return address;
  }

  /** Whether it is left alone at present. */
  public boolean isResting() {
    return breaker.isOpen();
  }

  /**
   * Asks the cluster.
   *
   * @throws GanetiException.Unavailable also where it is left alone for the moment; then nothing
   *     was applied
   */
  public <T> T call(Function<GanetiClient, T> question) {
    if (!breaker.permits()) {
      throw new GanetiException.Unavailable("The cluster is left alone for a moment", false, null);
    }
    try {
      T answer = question.apply(client);
      breaker.succeeded();
      return answer;
    } catch (GanetiException.Unavailable | GanetiException.Unexpected failure) {
      breaker.failed();
      throw failure;
    } catch (GanetiException answered) {
      breaker.succeeded();
      throw answered;
    } catch (RuntimeException unforeseen) {
      breaker.failed();
      throw unforeseen;
    }
  }

  /** Runs work on one of the cluster's threads; where too much waits already, it is left out. */
  public void execute(Runnable work) {
    submissions.execute(work);
  }

  void close() {
    submissions.shutdown();
    client.close();
  }
}
