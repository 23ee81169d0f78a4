package org.synnefo.cyclades.dispatcher.operations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.synnefo.cyclades.dispatcher.messaging.Subscription;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.model.message.OperationStatus;

/** The queue of the event daemon's news. */
@ApplicationScoped
public class OperationQueue {

  @Produces
  @Singleton
  Subscription<OperationStatus> subscription(MessageTopology topology, OperationEvents events) {
    return new Subscription<>(topology.operations(), OperationStatus.class, events);
  }
}
