package org.synnefo.cyclades.dispatcher.backends;

import java.util.Optional;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.flavor.Flavor;

/** Chooses the cluster of a new server. */
public interface BackendAllocator {

  /**
   * A cluster that takes new servers and has room for one of this flavor; empty if there is none.
   */
  Optional<Backend> choose(Flavor flavor);
}
