package org.synnefo.cyclades.dispatcher.backends;

import java.util.Optional;
import org.synnefo.cyclades.model.flavor.Flavor;

/** Chooses the cluster of a new server. */
public interface BackendAllocator {

  /**
   * @param flavor what the server needs
   * @return number of the backend; empty if none takes new servers at the moment
   */
  Optional<Long> allocate(Flavor flavor);
}
