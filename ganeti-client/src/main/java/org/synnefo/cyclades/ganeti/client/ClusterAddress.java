package org.synnefo.cyclades.ganeti.client;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where a cluster's remote API is and how it is entered.
 *
 * @param endpoints base addresses such as {@code https://ganeti.example.com:5080}, one per master
 *     candidate; at least one
 * @param user a RAPI user with write rights
 * @param password its password
 * @param certificateAuthority PEM of the certificates that are trusted, and no others; empty to use
 *     those that the Java runtime trusts. A certificate that is no authority is pinned: the server
 *     must present that very one, and the name in it does not matter
 */
public record ClusterAddress(
    List<URI> endpoints, String user, String password, Optional<String> certificateAuthority) {

  public ClusterAddress {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("A cluster needs at least one endpoint");
    }
    for (URI endpoint : endpoints) {
      String scheme = endpoint.getScheme();
      if (!"https".equalsIgnoreCase(scheme) && !"http".equalsIgnoreCase(scheme)) {
        throw new IllegalArgumentException("Neither http nor https: " + endpoint);
      }
    }
  }

  @Override
  public String toString() {
    return "ClusterAddress[endpoints=" + endpoints + ", user=" + user + "]";
  }
}
