package org.synnefo.cyclades.ganeti.client;

/** Makes clients of clusters; a CDI bean. */
public interface GanetiClientFactory {

  /**
   * A client of the cluster. Nothing is asked of it yet, so this succeeds while the cluster is
   * away. The caller keeps the client, uses it from any number of threads, and closes it.
   *
   * @throws IllegalArgumentException if the certificates can't be read
   */
  GanetiClient connect(ClusterAddress address);
}
