package org.synnefo.cyclades.dispatcher.messaging;

import java.util.List;
import org.synnefo.cyclades.model.message.Message;
import org.synnefo.cyclades.model.message.MessageTopology;

/**
 * A queue and who handles it. Each feature offers one.
 *
 * @param bindings of the one queue
 * @param type of its messages; any other is poison
 * @param workers how many transactions at once; null: as configured
 * @param batch how many messages in one transaction; null: as configured
 */
public record Subscription<M extends Message>(
    List<MessageTopology.Queue> bindings,
    Class<M> type,
    MessageHandler<M> handler,
    Integer workers,
    Integer batch) {

  public Subscription(MessageTopology.Queue queue, Class<M> type, MessageHandler<M> handler) {
    this(List.of(queue), type, handler, null, null);
  }

  public String queue() {
    return bindings.get(0).name();
  }
}
