package org.synnefo.cyclades.vncproxy.admission;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.model.console.ConsoleGrant;
import org.synnefo.cyclades.service.UnusableSettingsException;

/**
 * The destinations that the proxy may connect to. Names are resolved here, and the connection is
 * made to the address that was checked.
 */
@Singleton
public class Destinations {

  private static final Logger LOG = Logger.getLogger(Destinations.class);

  private final List<IpNetwork> networks;
  private final int firstPort;
  private final int lastPort;

  @Inject
  Destinations(DestinationSettings settings) {
    this(
        settings.networks().orElse(List.of()).stream().map(Destinations::network).toList(),
        settings.firstPort(),
        settings.lastPort());
  }

  Destinations(List<IpNetwork> networks, int firstPort, int lastPort) {
    this.networks = List.copyOf(networks);
    this.firstPort = firstPort;
    this.lastPort = lastPort;
  }

  /** A mistake in the networks shows at the start, and not at the first console. */
  void check(@Observes StartupEvent started) {
    if (networks.isEmpty()) {
      LOG.warn(
          "Every console will be refused: cyclades.vncproxy.destinations.networks"
              + " (CYCLADES_VNCPROXY_DESTINATIONS_NETWORKS) names no network of Ganeti nodes");
    }
  }

  private static IpNetwork network(String text) {
    try {
      return IpNetwork.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UnusableSettingsException(
          List.of(
              "cyclades.vncproxy.destinations.networks (CYCLADES_VNCPROXY_DESTINATIONS_NETWORKS):"
                  + " \"%s\" is not a network such as 192.0.2.0/24".formatted(text)));
    }
  }

  /** The allowed address of a grant's destination, if it has one. May wait for the name service. */
  public Optional<InetSocketAddress> allowed(ConsoleGrant grant) {
    int port = grant.destinationPort();
    if (port < firstPort || port > lastPort) {
      return Optional.empty();
    }
    try {
      return Stream.of(InetAddress.getAllByName(grant.destinationHost()))
          .filter(address -> networks.stream().anyMatch(network -> network.contains(address)))
          .findFirst()
          .map(address -> new InetSocketAddress(address, port));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
