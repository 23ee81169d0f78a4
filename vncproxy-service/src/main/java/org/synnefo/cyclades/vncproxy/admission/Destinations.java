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
 * Where the proxy may connect to. Names are looked up here, and the connection then goes to the
 * very address that was checked.
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
