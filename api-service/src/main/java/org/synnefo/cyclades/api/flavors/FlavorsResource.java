package org.synnefo.cyclades.api.flavors;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.synnefo.cyclades.api.authentication.Authenticated;
import org.synnefo.cyclades.api.collections.CollectionPage;
import org.synnefo.cyclades.api.collections.CollectionParameters;
import org.synnefo.cyclades.api.collections.CollectionQuery;
import org.synnefo.cyclades.api.collections.LinkBuilder;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.requests.TextRules;
import org.synnefo.cyclades.model.flavor.FlavorListing;
import org.synnefo.cyclades.model.flavor.FlavorRow;

/** {@code /flavors}. */
@Path(LinkBuilder.BASE + "/flavors")
@Produces({"application/json", "application/xml"})
@Authenticated
@Blocking
public class FlavorsResource {

  private final FlavorListing flavors;
  private final CollectionParameters parameters;
  private final LinkBuilder links;

  @Inject
  public FlavorsResource(
      FlavorListing flavors, CollectionParameters parameters, LinkBuilder links) {
    this.flavors = flavors;
    this.parameters = parameters;
    this.links = links;
  }

  @GET
  @Operation(operationId = "listFlavors", summary = "List flavors")
  public FlavorsResponse list(@Context UriInfo uri) {
    return answer(parameters.read(uri), "flavors", FlavorsResource::brief);
  }

  @GET
  @Path("detail")
  @Operation(operationId = "listFlavorsDetail", summary = "List flavors with details")
  public FlavorsResponse details(@Context UriInfo uri) {
    return answer(parameters.read(uri), "flavors/detail", this::detail);
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "getFlavor", summary = "Get a flavor")
  public FlavorResponse get(@PathParam("id") String id) {
    return flavors
        .find(TextRules.id(id, "flavor"))
        .map(this::detail)
        .map(FlavorResponse::new)
        .orElseThrow(() -> Fault.itemNotFound("Flavor not found."));
  }

  private FlavorsResponse answer(
      CollectionQuery query, String path, Function<FlavorRow, FlavorView> view) {
    CollectionPage<FlavorRow> page =
        CollectionPage.read(query, path, FlavorRow::id, links, wanted -> flavors.list(wanted));
    return new FlavorsResponse(page.show(view), page.links());
  }

  private static String name(FlavorRow flavor) {
    return "C%dR%dD%d".formatted(flavor.cpu(), flavor.ramMib(), flavor.diskGib());
  }

  private static FlavorView brief(FlavorRow flavor) {
    return new FlavorView(flavor.id(), name(flavor), null, null, null, null, null);
  }

  private FlavorView detail(FlavorRow flavor) {
    return new FlavorView(
        flavor.id(),
        name(flavor),
        flavor.ramMib(),
        flavor.diskGib(),
        flavor.cpu(),
        flavor.diskTemplate(),
        links.of("flavors", flavor.id()));
  }
}
