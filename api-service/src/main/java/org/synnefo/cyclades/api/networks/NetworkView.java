package org.synnefo.cyclades.api.networks;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.synnefo.cyclades.api.collections.ApiTime;
import org.synnefo.cyclades.api.representation.Values;
import org.synnefo.cyclades.api.representation.XmlItem;
import org.synnefo.cyclades.model.network.NetworkRow;

/**
 * A network; the short listing has only id and name.
 *
 * @param id {@code "public"}, or a number
 * @param servers ids of the caller's own servers in it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NetworkView(
    @Schema(oneOf = {Long.class, String.class}) Object id,
    String name,
    String created,
    String updated,
    String status,
    @XmlItem("server") Values<Long> servers) {

  static final String PUBLIC = "public";

  static NetworkView brief(NetworkRow network) {
    return new NetworkView(idOf(network), network.name(), null, null, null, null);
  }

  static NetworkView detail(NetworkRow network) {
    return new NetworkView(
        idOf(network),
        network.name(),
        ApiTime.write(network.created()),
        ApiTime.write(network.updated()),
        network.deleted() ? "DELETED" : "ACTIVE",
        new Values<>(network.servers()));
  }

  private static Object idOf(NetworkRow network) {
    return network.isPublic() ? PUBLIC : (Object) network.id();
  }
}
