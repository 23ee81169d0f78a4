package org.synnefo.cyclades.api.addresses;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.synnefo.cyclades.api.representation.XmlItem;
import org.synnefo.cyclades.model.network.NicRow;

/**
 * A server's connection to a network.
 *
 * @param id of the network: {@code public}, or its number
 * @param values addresses; null if there are none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionView(
    String id,
    String name,
    String mac,
    String firewallProfile,
    @XmlItem("ip") List<AddressView> values) {

  /** Returns the view of a NIC. */
  public static ConnectionView of(NicRow nic) {
    List<AddressView> addresses = new ArrayList<>(2);
    if (nic.ipv4() != null) {
      addresses.add(new AddressView(4, nic.ipv4()));
    }
    if (nic.ipv6() != null) {
      addresses.add(new AddressView(6, nic.ipv6()));
    }
    return new ConnectionView(
        nic.isPublic() ? "public" : Long.toString(nic.network()),
        nic.networkName(),
        nic.mac(),
        nic.firewallProfile() == null ? null : nic.firewallProfile().name(),
        addresses.isEmpty() ? null : addresses);
  }
}
