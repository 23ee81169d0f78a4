package org.synnefo.cyclades.ganeti.tools.eventd;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synnefo.cyclades.ganeti.tools.jobqueue.JobChangePublisher;
import org.synnefo.cyclades.ganeti.tools.publish.BrokerSettings;
import org.synnefo.cyclades.ganeti.tools.publish.BrokerUnavailableException;
import org.synnefo.cyclades.ganeti.tools.publish.RabbitPublisher;
import org.synnefo.cyclades.ganeti.tools.spool.SpoolDirectory;

/**
 * Connects to the broker, publishes everything that is new, and then each change as it happens;
 * after a lost connection it starts over. Nothing is buffered while there is no connection, because
 * the job queue and the spool keep everything.
 */
final class EventLoop {

  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(250);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);

  /** How long the loss of an idle connection may go unnoticed. */
  private static final Duration SLICE = Duration.ofMillis(500);

  private final Path queue;
  private final JobChangePublisher jobs;
  private final SpoolDirectory spool;
  private final BrokerSettings broker;
  private final MasterCheck masterCheck;
  private final ReadyFile readyFile;
  private final Duration rescanPeriod;
  private volatile boolean stopping;
  private String lastProblem;

  EventLoop(
      Path queue,
      JobChangePublisher jobs,
      SpoolDirectory spool,
      BrokerSettings broker,
      MasterCheck masterCheck,
      ReadyFile readyFile,
      Duration rescanPeriod) {
    this.queue = queue;
    this.jobs = jobs;
    this.spool = spool;
    this.broker = broker;
    this.masterCheck = masterCheck;
    this.readyFile = readyFile;
    this.rescanPeriod = rescanPeriod;
  }

  /** Makes {@link #run} return soon. */
  void stop() {
    stopping = true;
  }

  /** Returns after {@link #stop}, or when the thread is interrupted. */
  void run() throws IOException {
    Duration backOff = FIRST_BACK_OFF;
    try (DirectoryWatch watch = new DirectoryWatch(List.of(queue, spool.directory()))) {
      while (!stopping) {
        try (RabbitPublisher publisher = RabbitPublisher.connect(broker)) {
          LOG.info("connected to {}", broker.address());
          lastProblem = null;
          backOff = FIRST_BACK_OFF;
          publishWhileConnected(watch, publisher);
        } catch (BrokerUnavailableException e) {
          warnOnce("can't use the broker at %s: %s".formatted(broker.address(), e.getMessage()));
        } catch (RuntimeException e) {
          // A bug. Retrying is still better than exiting.
          LOG.error("unexpected error, trying again", e);
        } finally {
          readyFile.set(false);
        }
        if (!stopping) {
          Thread.sleep(jittered(backOff).toMillis());
          backOff = min(backOff.multipliedBy(2), LONGEST_BACK_OFF);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("interrupted");
      Thread.currentThread().interrupt();
    }
  }

  private void publishWhileConnected(DirectoryWatch watch, RabbitPublisher publisher)
      throws BrokerUnavailableException, InterruptedException {
    boolean first = true;
    long nextRescan = System.nanoTime();
    while (!stopping && publisher.isOpen()) {
      boolean due = System.nanoTime() - nextRescan >= 0;
      DirectoryWatch.Changes changes = watch.await(due ? Duration.ZERO : SLICE);
      if (due || changes.incomplete()) {
        boolean whole = rescan(publisher, first);
        readyFile.set(whole && watch.isComplete());
        first &= !whole;
        nextRescan = System.nanoTime() + rescanPeriod.toNanos();
      } else {
        publishChanges(changes, publisher);
      }
    }
  }

  /**
   * @return whether everything could be read
   */
  private boolean rescan(RabbitPublisher publisher, boolean first)
      throws BrokerUnavailableException {
    try {
      if (masterCheck.isMaster()) {
        jobs.publishAll(publisher, first);
      } else {
        jobs.followWithoutPublishing();
      }
      spool.sendAll(publisher);
      lastProblem = null;
      return true;
    } catch (IOException e) {
      warnOnce(e.toString());
      return false;
    }
  }

  private void publishChanges(DirectoryWatch.Changes changes, RabbitPublisher publisher)
      throws BrokerUnavailableException {
    try {
      if (!changes.in(queue).isEmpty() && masterCheck.isMaster()) {
        jobs.publishChanged(changes.in(queue), publisher);
      }
      if (!changes.in(spool.directory()).isEmpty()) {
        spool.sendAll(publisher);
      }
    } catch (IOException e) {
      warnOnce(e.toString());
    }
  }

  /** Logs a repeated problem only once. */
  private void warnOnce(String problem) {
    if (!Objects.equals(problem, lastProblem)) {
      LOG.warn("{}; trying again", problem);
      lastProblem = problem;
    }
  }

  private static Duration jittered(Duration time) {
    return Duration.ofMillis(
        ThreadLocalRandom.current().nextLong(time.toMillis() / 2, time.toMillis() + 1));
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
