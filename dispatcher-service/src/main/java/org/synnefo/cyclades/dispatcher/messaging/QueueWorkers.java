package org.synnefo.cyclades.dispatcher.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.dispatcher.deadletters.DeadLetterWriter;
import org.synnefo.cyclades.model.message.Message;

/**
 * A queue's consumer and the threads that handle what it brings. What is tried again later waits
 * here, unacknowledged, so that the broker sends it to another replica if this one dies.
 */
final class QueueWorkers<M extends Message> {

  private static final Logger LOG = Logger.getLogger(QueueWorkers.class);
  private static final int STOP_SECONDS = 10;
  private static final long UNFORESEEN_PAUSE_MILLIS = 5_000;

  private final BlockingQueue<Delivery> pending = new LinkedBlockingQueue<>();
  private final QueueConsumer consumer;
  private final MessageProcessor<M> processor;
  private final int batch;
  private final int workers;
  private final ExecutorService threads;
  private final ScheduledExecutorService timer;
  private volatile boolean stopped;

  QueueWorkers(
      Subscription<M> subscription,
      ConsumerConfiguration configuration,
      Map<String, Object> arguments,
      DeadLetterWriter deadLetters,
      MeterRegistry metrics) {
    this.consumer =
        new QueueConsumer(
            subscription.bindings(), arguments, configuration.prefetch(), pending::add);
    this.processor =
        new MessageProcessor<>(subscription, configuration, deadLetters, metrics, this::later);
    this.batch = Optional.ofNullable(subscription.batch()).orElse(configuration.batch());
    this.workers = Optional.ofNullable(subscription.workers()).orElse(configuration.workers());
    this.threads =
        Executors.newFixedThreadPool(workers, work -> new Thread(work, subscription.queue()));
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> new Thread(work, subscription.queue() + "-later"));
  }

  QueueConsumer consumer() {
    return consumer;
  }

  void start() {
    for (int i = 0; i < workers; i++) {
      threads.execute(this::work);
    }
  }

  void stop() {
    stopped = true;
    timer.shutdownNow();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warnf("queue=%s a message was still being handled", consumer.queue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    consumer.stop();
  }

  private void later(Delivery delivery, long millis) {
    if (!stopped) {
      var unused = timer.schedule(() -> pending.add(delivery), millis, TimeUnit.MILLISECONDS);
    }
  }

  private void work() {
    while (!stopped) {
      try {
        Delivery first = pending.poll(1, TimeUnit.SECONDS);
        if (first != null) {
          List<Delivery> deliveries = new ArrayList<>();
          deliveries.add(first);
          pending.drainTo(deliveries, batch - 1);
          handle(deliveries);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Whatever happens, the thread lives on and nothing stays unacknowledged for ever. */
  private void handle(List<Delivery> deliveries) {
    try {
      processor.process(deliveries);
    } catch (RuntimeException | Error unforeseen) {
      LOG.errorf(unforeseen, "queue=%s messages could not be handled", consumer.queue());
      deliveries.forEach(delivery -> later(delivery, UNFORESEEN_PAUSE_MILLIS));
    }
  }
}
