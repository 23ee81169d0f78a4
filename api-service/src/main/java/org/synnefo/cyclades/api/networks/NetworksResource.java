package org.synnefo.cyclades.api.networks;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.synnefo.cyclades.api.authentication.Authenticated;
import org.synnefo.cyclades.api.authentication.Caller;
import org.synnefo.cyclades.api.collections.CollectionPage;
import org.synnefo.cyclades.api.collections.CollectionParameters;
import org.synnefo.cyclades.api.collections.CollectionQuery;
import org.synnefo.cyclades.api.collections.LinkBuilder;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.idempotency.Idempotency;
import org.synnefo.cyclades.api.requests.RequestBody;
import org.synnefo.cyclades.api.requests.RequestFields;
import org.synnefo.cyclades.api.requests.TextRules;
import org.synnefo.cyclades.model.network.NetworkListing;
import org.synnefo.cyclades.model.network.NetworkRow;

/** {@code /networks}. */
@Path(LinkBuilder.BASE + "/networks")
@Produces({"application/json", "application/xml"})
@Authenticated
@Blocking
public class NetworksResource {

  private final NetworkListing listing;
  private final NetworkService networks;
  private final NetworkConnections connections;
  private final CollectionParameters parameters;
  private final LinkBuilder links;
  private final Idempotency idempotency;
  private final Caller caller;

  @Inject
  public NetworksResource(
      NetworkListing listing,
      NetworkService networks,
      NetworkConnections connections,
      CollectionParameters parameters,
      LinkBuilder links,
      Idempotency idempotency,
      Caller caller) {
    this.listing = listing;
    this.networks = networks;
    this.connections = connections;
    this.parameters = parameters;
    this.links = links;
    this.idempotency = idempotency;
    this.caller = caller;
  }

  @GET
  @Operation(operationId = "listNetworks", summary = "List networks")
  public NetworksResponse list(@Context UriInfo uri) {
    return answer(parameters.read(uri), "networks", NetworkView::brief);
  }

  @GET
  @Path("detail")
  @Operation(operationId = "listNetworksDetail", summary = "List networks with details")
  public NetworksResponse details(@Context UriInfo uri) {
    return answer(parameters.read(uri), "networks/detail", NetworkView::detail);
  }

  @POST
  @ResponseStatus(202)
  @Operation(operationId = "createNetwork", summary = "Create a network")
  @APIResponseSchema(
      value = NetworkResponse.class,
      responseCode = "202",
      responseDescription = "The network")
  public NetworkResponse create(RequestBody body) {
    String name = body.object("network").name("name");
    return idempotency.once(
        body, NetworkResponse.class, () -> found(networks.create(caller.id(), name)));
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "getNetwork", summary = "Get a network")
  public NetworkResponse get(@PathParam("id") String id) {
    return id.equals(NetworkView.PUBLIC)
        ? new NetworkResponse(NetworkView.detail(listing.publicNetwork(caller.id())))
        : found(TextRules.id(id, "network"));
  }

  @PUT
  @Path("{id}")
  @Operation(operationId = "renameNetwork", summary = "Rename a network")
  public void rename(@PathParam("id") String id, RequestBody body) {
    networks.rename(caller.id(), privateId(id), body.object("network").name("name"));
  }

  @DELETE
  @Path("{id}")
  @Operation(operationId = "deleteNetwork", summary = "Delete a network")
  public void delete(@PathParam("id") String id) {
    networks.delete(caller.id(), privateId(id));
  }

  @POST
  @Path("{id}/action")
  @ResponseStatus(202)
  @Operation(operationId = "actOnNetwork", summary = "Add a server to a network, or remove it")
  @APIResponse(responseCode = "202", description = "The action has been accepted")
  public void act(@PathParam("id") String id, RequestBody body) {
    long network = privateId(id);
    String action = body.fields().onlyField();
    RequestFields arguments = body.object(action);
    switch (action) {
      case "add" -> {
        long server = arguments.reference("serverRef").id();
        idempotency.once(body, () -> connections.add(caller.id(), network, server));
      }
      case "remove" -> {
        long server = arguments.reference("serverRef").id();
        idempotency.once(body, () -> connections.remove(caller.id(), network, server));
      }
      default -> throw Fault.badRequest("'%s' is not a valid action.", TextRules.shortened(action));
    }
  }

  private static long privateId(String id) {
    if (id.equals(NetworkView.PUBLIC)) {
      throw Fault.unauthorized("The public network can't be changed.");
    }
    return TextRules.id(id, "network");
  }

  private NetworkResponse found(long id) {
    return listing
        .find(caller.id(), id)
        .map(NetworkView::detail)
        .map(NetworkResponse::new)
        .orElseThrow(() -> Fault.itemNotFound("Network not found."));
  }

  private NetworksResponse answer(
      CollectionQuery query, String path, Function<NetworkRow, NetworkView> view) {
    CollectionPage<NetworkRow> page =
        CollectionPage.read(
            query, path, NetworkRow::id, links, wanted -> listing.list(caller.id(), wanted));
    return new NetworksResponse(page.show(view), page.links());
  }
}
