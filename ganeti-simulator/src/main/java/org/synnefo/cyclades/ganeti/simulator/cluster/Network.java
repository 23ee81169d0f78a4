package org.synnefo.cyclades.ganeti.simulator.cluster;

import java.math.BigDecimal;
import java.util.List;

/**
 * A network with an address pool. The instances determine which addresses are in use.
 *
 * @param network its range, such as {@code 203.0.113.0/24}
 * @param gateway an address of the range, or null
 * @param mode of its NICs
 * @param link of its NICs
 * @param ctime seconds since the epoch
 */
public record Network(
    String name,
    String uuid,
    String network,
    String gateway,
    String mode,
    String link,
    String macPrefix,
    List<String> tags,
    BigDecimal ctime) {

  public Network {
    tags = List.copyOf(tags);
  }

  public AddressRange range() {
    return AddressRange.parse(network);
  }
}
