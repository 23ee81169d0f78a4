package org.synnefo.cyclades.api.servers;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.synnefo.cyclades.api.authentication.Authenticated;
import org.synnefo.cyclades.api.authentication.Caller;
import org.synnefo.cyclades.api.collections.CollectionPage;
import org.synnefo.cyclades.api.collections.CollectionParameters;
import org.synnefo.cyclades.api.collections.CollectionQuery;
import org.synnefo.cyclades.api.collections.LinkBuilder;
import org.synnefo.cyclades.api.idempotency.Idempotency;
import org.synnefo.cyclades.api.metadata.MetadataRules;
import org.synnefo.cyclades.api.requests.RequestBody;
import org.synnefo.cyclades.api.requests.TextRules;
import org.synnefo.cyclades.model.server.ServerListing;
import org.synnefo.cyclades.model.server.ServerRow;

/** {@code /servers}. */
@Path(LinkBuilder.BASE + "/servers")
@Produces({"application/json", "application/xml"})
@Authenticated
@Blocking
public class ServersResource {

  private final ServerListing listing;
  private final ServerService servers;
  private final ServerViews views;
  private final ServerDetails details;
  private final ServerConfiguration limits;
  private final MetadataRules metadata;
  private final CollectionParameters parameters;
  private final LinkBuilder links;
  private final Idempotency idempotency;
  private final Caller caller;

  @Inject
  public ServersResource(
      ServerListing listing,
      ServerService servers,
      ServerViews views,
      ServerDetails details,
      ServerConfiguration limits,
      MetadataRules metadata,
      CollectionParameters parameters,
      LinkBuilder links,
      Idempotency idempotency,
      Caller caller) {
    this.listing = listing;
    this.servers = servers;
    this.views = views;
    this.details = details;
    this.limits = limits;
    this.metadata = metadata;
    this.parameters = parameters;
    this.links = links;
    this.idempotency = idempotency;
    this.caller = caller;
  }

  @GET
  @Operation(operationId = "listServers", summary = "List servers")
  public ServersResponse list(@Context UriInfo uri) {
    CollectionQuery query = parameters.read(uri);
    CollectionPage<ServerListing.Name> page =
        CollectionPage.read(
            query,
            "servers",
            ServerListing.Name::id,
            links,
            wanted -> listing.names(caller.id(), wanted));
    return new ServersResponse(
        page.show(name -> ServerView.brief(name.id(), name.name())), page.links());
  }

  @GET
  @Path("detail")
  @Operation(operationId = "listServersDetail", summary = "List servers with details")
  public ServersResponse listDetails(@Context UriInfo uri) {
    CollectionQuery query = parameters.read(uri);
    CollectionPage<ServerRow> page =
        CollectionPage.read(
            query,
            "servers/detail",
            ServerRow::id,
            links,
            wanted -> listing.details(caller.id(), wanted));
    return new ServersResponse(page.show(views::detail), page.links());
  }

  @POST
  @ResponseStatus(202)
  @Operation(operationId = "createServer", summary = "Create a server")
  @APIResponseSchema(
      value = ServerResponse.class,
      responseCode = "202",
      responseDescription = "The server, with its password")
  public ServerResponse create(RequestBody body) {
    CreateServer request = CreateServer.parse(body.object("server"), limits, metadata);
    return idempotency.once(
        body,
        ServerResponse.class,
        () -> {
          ServerService.Created created = servers.create(caller.id(), request);
          return new ServerResponse(
              details.get(caller.id(), created.id()).withAdminPass(created.adminPass()));
        });
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "getServer", summary = "Get a server")
  public ServerResponse get(@PathParam("id") String id) {
    return new ServerResponse(details.get(caller.id(), TextRules.id(id, "server")));
  }

  @PUT
  @Path("{id}")
  @Operation(operationId = "renameServer", summary = "Rename a server")
  public void rename(@PathParam("id") String id, RequestBody body) {
    servers.rename(caller.id(), TextRules.id(id, "server"), body.object("server").name("name"));
  }

  @DELETE
  @Path("{id}")
  @Operation(operationId = "deleteServer", summary = "Delete a server")
  public void delete(@PathParam("id") String id) {
    servers.delete(caller.id(), TextRules.id(id, "server"));
  }
}
