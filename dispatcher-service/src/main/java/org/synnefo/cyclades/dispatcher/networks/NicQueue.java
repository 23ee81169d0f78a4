package org.synnefo.cyclades.dispatcher.networks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.synnefo.cyclades.dispatcher.messaging.Subscription;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.model.message.NetworkStatus;

/** The queue of the hook's news. */
@ApplicationScoped
public class NicQueue {

  @Produces
  @Singleton
  Subscription<NetworkStatus> subscription(MessageTopology topology, NicUpdates updates) {
    return new Subscription<>(topology.networks(), NetworkStatus.class, updates);
  }
}
