package org.synnefo.cyclades.ganeti.client;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Address and credentials of a cluster's remote API.
 *
 * @param endpoints base addresses such as {@code https://ganeti.example.com:5080}, one per master
 *     candidate; at least one
 * @param user a RAPI user with write access
 * @param password its password
 * @param certificateAuthority the only trusted certificates, in PEM; empty for those that the Java
 *     runtime trusts. A certificate that is not a CA is pinned: the server must present exactly
 *     that one, and the host name is not checked
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
        throw new IllegalArgumentException("Not an http or https URL: " + endpoint);
      }
    }
  }

  @Override
  public String toString() {
    return "ClusterAddress[endpoints=" + endpoints + ", user=" + user + "]";
  }
}
