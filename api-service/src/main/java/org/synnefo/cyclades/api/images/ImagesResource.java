package org.synnefo.cyclades.api.images;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
import org.synnefo.cyclades.model.image.ImageListing;
import org.synnefo.cyclades.model.image.ImageRow;

/** {@code /images}. */
@Path(LinkBuilder.BASE + "/images")
@Produces({"application/json", "application/xml"})
@Authenticated
@Blocking
public class ImagesResource {

  private final ImageListing listing;
  private final ImageService images;
  private final ImageViews views;
  private final CollectionParameters parameters;
  private final LinkBuilder links;
  private final Idempotency idempotency;
  private final Caller caller;

  @Inject
  public ImagesResource(
      ImageListing listing,
      ImageService images,
      ImageViews views,
      CollectionParameters parameters,
      LinkBuilder links,
      Idempotency idempotency,
      Caller caller) {
    this.listing = listing;
    this.images = images;
    this.views = views;
    this.parameters = parameters;
    this.links = links;
    this.idempotency = idempotency;
    this.caller = caller;
  }

  @GET
  @Operation(operationId = "listImages", summary = "List images")
  public ImagesResponse list(@Context UriInfo uri) {
    return answer(parameters.read(uri), "images", views::brief);
  }

  @GET
  @Path("detail")
  @Operation(operationId = "listImagesDetail", summary = "List images with details")
  public ImagesResponse details(@Context UriInfo uri) {
    return answer(parameters.read(uri), "images/detail", views::detail);
  }

  @POST
  @ResponseStatus(202)
  @Operation(operationId = "createImage", summary = "Create an image from a server")
  @APIResponseSchema(
      value = ImageResponse.class,
      responseCode = "202",
      responseDescription = "The image")
  public ImageResponse create(RequestBody body) {
    RequestFields image = body.object("image");
    String name = image.name("name");
    long server = image.reference("serverRef").id();
    return idempotency.once(
        body, ImageResponse.class, () -> found(images.create(caller.id(), server, name)));
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "getImage", summary = "Get an image")
  public ImageResponse get(@PathParam("id") String id) {
    return found(id(id));
  }

  @DELETE
  @Path("{id}")
  @Operation(operationId = "deleteImage", summary = "Delete an image")
  public void delete(@PathParam("id") String id) {
    images.delete(caller.id(), id(id));
  }

  /** Parses an id in a path; a malformed one matches no image. */
  public static long id(String text) {
    long id = TextRules.positiveNumber(text);
    if (id == 0) {
      throw Fault.itemNotFound("Image not found.");
    }
    return id;
  }

  private ImageResponse found(long id) {
    return listing
        .find(caller.id(), id)
        .map(views::detail)
        .map(ImageResponse::new)
        .orElseThrow(() -> Fault.itemNotFound("Image not found."));
  }

  private ImagesResponse answer(
      CollectionQuery query, String path, Function<ImageRow, ImageView> view) {
    CollectionPage<ImageRow> page =
        CollectionPage.read(
            query, path, ImageRow::id, links, wanted -> listing.list(caller.id(), wanted));
    return new ImagesResponse(page.show(view), page.links());
  }
}
