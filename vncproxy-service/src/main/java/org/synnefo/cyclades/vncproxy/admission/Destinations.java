package org.synnefo.cyclades.vncproxy.admission;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.synnefo.cyclades.model.console.ConsoleGrant;

/**
 * The destinations that the proxy may connect to. Names are resolved here, and the connection is
 * made to the address that was checked.
 */
@Singleton
public class Destinations {

  private final List<IpNetwork> networks;
  private final int firstPort;
  private final int lastPort;

  @Inject
  Destinations(DestinationSettings settings) {
    this(
        settings.networks().orElse(List.of()).stream().map(IpNetwork::parse).toList(),
        settings.firstPort(),
        settings.lastPort());
  }

  Destinations(List<IpNetwork> networks, int firstPort, int lastPort) {
    this.networks = List.copyOf(networks);
    this.firstPort = firstPort;
    this.lastPort = lastPort;
  }

  /** Resolves a grant's destination to an allowed address; empty if it has none. Blocks on DNS. */
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
