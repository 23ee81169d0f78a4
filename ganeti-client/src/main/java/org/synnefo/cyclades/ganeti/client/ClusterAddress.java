package org.synnefo.cyclades.ganeti.client;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where a cluster's remote API is, and how to be let in.
 *
 * @param endpoints its addresses, the likely master first; any other is tried when one can't be
 *     reached
 * @param certificateAuthority PEM of the only authority to trust; empty: the runtime's trust store
 */
public record ClusterAddress(
    List<URI> endpoints, String user, String password, Optional<String> certificateAuthority) {

  public ClusterAddress {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("A cluster has at least one endpoint");
    }
  }

  @Override
  public String toString() {
    return "ClusterAddress[endpoints=%s, user=%s]".formatted(endpoints, user);
  }
}
