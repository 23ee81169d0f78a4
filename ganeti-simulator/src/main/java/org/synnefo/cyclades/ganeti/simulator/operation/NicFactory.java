package org.synnefo.cyclades.ganeti.simulator.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import org.synnefo.cyclades.ganeti.simulator.cluster.Cluster;
import org.synnefo.cyclades.ganeti.simulator.cluster.Network;
import org.synnefo.cyclades.ganeti.simulator.cluster.Nic;
import org.synnefo.cyclades.ganeti.simulator.cluster.ReservationException;
import org.synnefo.cyclades.ganeti.simulator.cluster.Reservations;
import org.synnefo.cyclades.ganeti.simulator.job.OperationFailure;
import org.synnefo.cyclades.ganeti.simulator.job.OperationRun;

/** Creates NICs from parameters, and reserves their addresses. */
final class NicFactory {

  static final String POOL = "pool";

  private static final String DEFAULT_MODE = "bridged";
  private static final String DEFAULT_LINK = "br0";
  private static final Set<String> GENERATED = Set.of("auto", "generate");

  private final Cluster cluster;
  private final Reservations reservations;

  NicFactory(Cluster cluster) {
    this.cluster = cluster;
    this.reservations = cluster.reservations();
  }

  /** The requested network of a NIC; null if there is none. */
  Network network(JsonNode parameters) throws OperationFailure {
    String name = text(parameters, "network");
    return name == null ? null : network(name);
  }

  Network network(String name) throws OperationFailure {
    return cluster
        .network(name)
        .orElseThrow(
            () ->
                OperationFailure.prerequisite(
                    "Network '" + name + "' not found", ErrorCode.UNKNOWN_ENTITY));
  }

  /**
   * Creates a NIC.
   *
   * @param index its number, for messages
   */
  Nic make(OperationRun run, int index, JsonNode parameters) throws OperationFailure {
    Network network = network(parameters);
    String mode = text(parameters, "mode");
    String link = text(parameters, "link");
    Nic nic =
        new Nic(
            Cluster.newUuid(),
            text(parameters, "name"),
            mac(run, text(parameters, "mac")),
            null,
            mode == null ? DEFAULT_MODE : mode,
            link == null ? DEFAULT_LINK : link,
            null);
    if (network != null) {
      nic = nic.connectedTo(network.mode(), network.link(), network.name());
    }
    return nic.withIp(ip(run, index, network, text(parameters, "ip")));
  }

  String mac(OperationRun run, String asked) throws OperationFailure {
    if (asked == null || GENERATED.contains(asked)) {
      return reservations.newMac(run.job());
    }
    String mac = asked.toLowerCase(Locale.ROOT);
    try {
      reservations.reserveMac(run.job(), mac);
      return mac;
    } catch (ReservationException e) {
      throw OperationFailure.prerequisite(e.getMessage(), ErrorCode.NOT_UNIQUE);
    }
  }

  /** Chooses the address for a request; null for no address. */
  String ip(OperationRun run, int index, Network network, String asked) throws OperationFailure {
    if (network == null || asked == null) {
      return asked;
    }
    if (!asked.equals(POOL)) {
      try {
        reservations.reserveIp(run.job(), network, asked);
        return asked;
      } catch (ReservationException e) {
        throw OperationFailure.prerequisite(e.getMessage(), ErrorCode.NOT_UNIQUE);
      }
    }
    try {
      String chosen = reservations.newIp(run.job(), network);
      run.info("Chose IP " + chosen + " from network " + network.name());
      return chosen;
    } catch (ReservationException e) {
      throw OperationFailure.prerequisite(
          "Unable to get a free IP for NIC " + index + " from the address pool",
          ErrorCode.WRONG_STATE);
    }
  }

  /** The text of a parameter; null if it is missing or is Ganeti's word for no value. */
  static String text(JsonNode parameters, String name) {
    String value = parameters.path(name).asText(null);
    return value == null || value.equals("none") ? null : value;
  }
}
