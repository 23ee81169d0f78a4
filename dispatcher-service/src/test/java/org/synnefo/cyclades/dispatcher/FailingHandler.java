package org.synnefo.cyclades.dispatcher;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.synnefo.cyclades.dispatcher.messaging.MessageHandler;
import org.synnefo.cyclades.dispatcher.messaging.Subscriber;
import org.synnefo.cyclades.dispatcher.messaging.Subscription;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.model.message.OperationStatus;

/** A handler with faults of its own. */
@ApplicationScoped
class FailingHandler implements MessageHandler<OperationStatus>, Subscriber {

  static final MessageTopology.Queue QUEUE =
      new MessageTopology.Queue("test-failing", MessageTopology.GANETI_EXCHANGE, "test.failing");
  static final String TOO_DEEP = "OP_TOO_DEEP";

  private final Set<Long> handled = ConcurrentHashMap.newKeySet();
  private final AtomicInteger withoutOrder = new AtomicInteger();

  /** The jobs whose news it could handle. */
  Set<Long> handled() {
    return handled;
  }

  /** The next two batches fail before anybody looks at their messages one by one. */
  void noOrderTwice() {
    withoutOrder.set(2);
  }

  @Override
  public Subscription<?> subscription(MessageTopology topology) {
    return new Subscription<>(List.of(QUEUE), OperationStatus.class, this, 1, null);
  }

  @Override
  public String lockOrder(OperationStatus event) {
    if (withoutOrder.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("no order");
    }
    return event.instance();
  }

  @Override
  public Outcome handle(OperationStatus event) {
    if (event.operation().equals(TOO_DEEP)) {
      throw new StackOverflowError("too deep");
    }
    handled.add(event.jobId());
    return Outcome.HANDLED;
  }
}
