package org.synnefo.cyclades.ganeti.client;

/** Creates clients for clusters; a CDI bean. */
public interface GanetiClientFactory {

  /**
   * Creates a client. This sends no request, so it works while the cluster is unavailable. The
   * client may be used by any number of threads and must be closed by the caller.
   *
   * @throws IllegalArgumentException if the certificates are invalid
   */
  GanetiClient connect(ClusterAddress address);
}
