package org.synnefo.cyclades.api.addresses;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.synnefo.cyclades.api.authentication.Authenticated;
import org.synnefo.cyclades.api.authentication.Caller;
import org.synnefo.cyclades.api.collections.LinkBuilder;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.representation.Values;
import org.synnefo.cyclades.api.requests.TextRules;
import org.synnefo.cyclades.model.server.ServerListing;

/** {@code /servers/{id}/ips}. */
@Path(LinkBuilder.BASE + "/servers/{id}/ips")
@Produces({"application/json", "application/xml"})
@Authenticated
@Blocking
public class AddressesResource {

  private final ServerListing servers;
  private final Caller caller;

  @Inject
  public AddressesResource(ServerListing servers, Caller caller) {
    this.servers = servers;
    this.caller = caller;
  }

  @GET
  @Operation(operationId = "listServerAddresses", summary = "List addresses")
  public AddressesResponse list(@PathParam("id") String id) {
    return new AddressesResponse(new Values<>(connections(id)));
  }

  @GET
  @Path("{network}")
  @Operation(operationId = "getServerAddresses", summary = "Get the addresses in one network")
  public ConnectionResponse get(@PathParam("id") String id, @PathParam("network") String network) {
    if (!network.equals("public")) {
      TextRules.id(network, "network");
    }
    return connections(id).stream()
        .filter(connection -> connection.id().equals(network))
        .findFirst()
        .map(ConnectionResponse::new)
        .orElseThrow(() -> Fault.itemNotFound("Network not found."));
  }

  private List<ConnectionView> connections(String id) {
    return servers
        .find(caller.id(), TextRules.id(id, "server"))
        .orElseThrow(() -> Fault.itemNotFound("Server not found."))
        .nics()
        .stream()
        .map(ConnectionView::of)
        .toList();
  }
}
