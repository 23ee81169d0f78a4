package org.synnefo.cyclades.local.settings;

import java.util.Map;

/**
 * A Ganeti cluster that takes the simulator's place.
 *
 * @param url of its remote API
 * @param certificateAuthority file with the PEM of whom to trust, or null
 * @param queue folder of its job queue, which the event daemon watches here, or null: the daemon
 *     runs elsewhere
 * @param spool folder where its hook leaves what it has to say, or null
 * @param hypervisor to ask for, or null for the cluster's own choice
 * @param diskTemplate of the flavors
 * @param publicNic what a NIC of the public network looks like there
 * @param privateNic what a NIC of a private network looks like there
 * @param hosts file with the addresses of its nodes, for consoles, or null: names are looked up as
 *     usual
 */
public record Cluster(
    String url,
    String user,
    String password,
    String certificateAuthority,
    String queue,
    String spool,
    String hypervisor,
    String diskTemplate,
    Map<String, String> publicNic,
    Map<String, String> privateNic,
    String hosts) {

  @Override
  public String toString() {
    return "Cluster[%s]".formatted(url);
  }
}
