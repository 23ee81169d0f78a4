package org.synnefo.cyclades.api.metadata;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.synnefo.cyclades.api.authentication.Authenticated;
import org.synnefo.cyclades.api.collections.LinkBuilder;
import org.synnefo.cyclades.api.requests.RequestBody;

/** {@code /images/{id}/meta}. */
@Path(LinkBuilder.BASE + "/images/{id}/meta")
@Produces({"application/json", "application/xml"})
@Authenticated
@Blocking
public class ImageMetadataResource {

  private final ImageMetadataService items;
  private final MetadataOperations operations;

  @Inject
  ImageMetadataResource(ImageMetadataService items, MetadataOperations operations) {
    this.items = items;
    this.operations = operations;
  }

  @GET
  @Operation(operationId = "listImageMetadata", summary = "List an image's metadata")
  public MetadataResponse list(@PathParam("id") String id) {
    return operations.all(items, id);
  }

  @POST
  @ResponseStatus(201)
  @Operation(operationId = "updateImageMetadata", summary = "Update an image's metadata")
  @APIResponseSchema(
      value = ChangedMetadataResponse.class,
      responseCode = "201",
      responseDescription = "The items that were set")
  public ChangedMetadataResponse update(@PathParam("id") String id, RequestBody body) {
    return operations.update(items, id, body);
  }

  @GET
  @Path("{key}")
  @Operation(operationId = "getImageMetadataItem", summary = "Get a metadata item")
  public MetaResponse get(@PathParam("id") String id, @PathParam("key") String key) {
    return operations.one(items, id, key);
  }

  @PUT
  @Path("{key}")
  @ResponseStatus(201)
  @Operation(operationId = "setImageMetadataItem", summary = "Set a metadata item")
  @APIResponseSchema(
      value = MetaResponse.class,
      responseCode = "201",
      responseDescription = "The items that were set")
  public MetaResponse set(
      @PathParam("id") String id, @PathParam("key") String key, RequestBody body) {
    return operations.set(items, id, key, body);
  }

  @DELETE
  @Path("{key}")
  @Operation(operationId = "deleteImageMetadataItem", summary = "Delete a metadata item")
  public void delete(@PathParam("id") String id, @PathParam("key") String key) {
    operations.remove(items, id, key);
  }
}
