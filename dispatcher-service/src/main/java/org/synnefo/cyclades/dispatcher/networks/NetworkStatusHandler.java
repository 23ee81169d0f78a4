package org.synnefo.cyclades.dispatcher.networks;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.synnefo.cyclades.dispatcher.messages.NotYetException;
import org.synnefo.cyclades.model.message.NetworkStatus;
import org.synnefo.cyclades.model.message.NetworkStatus.NicStatus;
import org.synnefo.cyclades.model.network.FirewallProfile;
import org.synnefo.cyclades.model.network.NetworkLinks;
import org.synnefo.cyclades.model.network.Networks;
import org.synnefo.cyclades.model.network.Nic;
import org.synnefo.cyclades.model.network.Nics;
import org.synnefo.cyclades.model.server.InstanceNames;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.Server;
import org.synnefo.cyclades.model.server.Servers;

/**
 * Replaces the NICs of a server by those that Ganeti reported. The first belongs to the public
 * network, each other to the network that holds its link. Rows are locked in the order server,
 * network, link.
 */
@ApplicationScoped
public class NetworkStatusHandler {

  private final Servers servers;
  private final Networks networks;
  private final NetworkLinks links;
  private final Nics nics;
  private final InstanceNames names;

  NetworkStatusHandler(
      Servers servers, Networks networks, NetworkLinks links, Nics nics, InstanceNames names) {
    this.servers = servers;
    this.networks = networks;
    this.links = links;
    this.nics = nics;
    this.names = names;
  }

  /**
   * @throws NotYetException if a link is of no network: the network's row may not be committed yet
   */
  public void handle(NetworkStatus status) {
    names
        .server(status.instance())
        .ifPresent(
            id ->
                QuarkusTransaction.requiringNew()
                    .run(() -> servers.lock(id).ifPresent(server -> apply(server, status))));
  }

  private void apply(Server server, NetworkStatus status) {
    boolean late =
        status.eventTime() != null
            && server.nicsEventTime != null
            && status.eventTime().isBefore(server.nicsEventTime);
    if (late || server.operatingState == OperatingState.DESTROYED) {
      return;
    }
    if (status.eventTime() != null) {
      server.nicsEventTime = status.eventTime();
    }
    List<Nic> before = nics.ofServer(server.id);
    List<Nic> reported = reported(server, status);
    if (alike(before, reported)) {
      return;
    }
    Set<Long> touched = new HashSet<>();
    before.forEach(nic -> touched.add(nic.networkId));
    reported.forEach(nic -> touched.add(nic.networkId));
    nics.deleteOfServer(server.id);
    nics.persist(reported);
    Instant now = Instant.now();
    server.updated = now;
    touched.stream().sorted().forEach(network -> releaseOrTouch(network, now));
  }

  /** Forgets the NICs of a server that is no more. */
  public void forget(Server server, Instant now) {
    Set<Long> touched = new HashSet<>();
    nics.ofServer(server.id).forEach(nic -> touched.add(nic.networkId));
    nics.deleteOfServer(server.id);
    touched.stream().sorted().forEach(network -> releaseOrTouch(network, now));
  }

  private List<Nic> reported(Server server, NetworkStatus status) {
    List<NicStatus> all = status.nics();
    return IntStream.range(0, all.size())
        .mapToObj(position -> nic(server, position, all.get(position)))
        .toList();
  }

  private Nic nic(Server server, int position, NicStatus status) {
    Nic nic = new Nic();
    nic.serverId = server.id;
    nic.networkId = position == 0 ? networks.publicNetwork().id : networkOf(status.link());
    nic.position = position;
    nic.mac = status.mac();
    nic.ipv4 = status.ip();
    nic.ipv6 = status.ipv6();
    nic.firewallProfile =
        status.firewall() == null
            ? null
            : FirewallProfile.ofWord(status.firewall())
                .orElseThrow(
                    () ->
                        new NotYetException(
                            "unknown firewall tag '%s'".formatted(status.firewall())));
    return nic;
  }

  private long networkOf(String link) {
    return links
        .findByName(String.valueOf(link))
        .map(found -> found.networkId)
        .filter(Objects::nonNull)
        .orElseThrow(() -> new NotYetException("the link '%s' is of no network".formatted(link)));
  }

  /**
   * The public network is everybody's: it is not touched, so that servers don't wait for each other
   * at its row.
   */
  private void releaseOrTouch(long networkId, Instant now) {
    if (networkId == networks.publicNetwork().id) {
      return;
    }
    networks
        .lock(networkId)
        .ifPresent(
            network -> {
              if (network.deleted && nics.count("networkId", networkId) == 0) {
                links.release(networkId);
              }
              network.updated = now;
            });
  }

  private static boolean alike(List<Nic> before, List<Nic> reported) {
    if (before.size() != reported.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      Nic one = before.get(i);
      Nic other = reported.get(i);
      if (!one.networkId.equals(other.networkId)
          || !one.mac.equals(other.mac)
          || !Objects.equals(one.ipv4, other.ipv4)
          || !Objects.equals(one.ipv6, other.ipv6)
          || one.firewallProfile != other.firewallProfile) {
        return false;
      }
    }
    return true;
  }
}
