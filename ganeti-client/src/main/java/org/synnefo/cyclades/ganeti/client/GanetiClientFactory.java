package org.synnefo.cyclades.ganeti.client;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Connects to clusters. A client holds no connection while nothing is asked: Ganeti closes each
 * after its answer.
 */
@ApplicationScoped
public class GanetiClientFactory {

  public GanetiClient connect(ClusterAddress address) {
    return connect(address, GanetiTimeouts.DEFAULT);
  }

  public GanetiClient connect(ClusterAddress address, GanetiTimeouts timeouts) {
    return new GanetiClient(address, timeouts);
  }
}
