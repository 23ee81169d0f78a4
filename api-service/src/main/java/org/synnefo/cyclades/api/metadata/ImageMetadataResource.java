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
import org.jboss.resteasy.reactive.ResponseStatus;
import org.synnefo.cyclades.api.authentication.Authenticated;
import org.synnefo.cyclades.api.collections.Links;
import org.synnefo.cyclades.api.requests.RequestBody;

/** {@code /images/{id}/meta}. */
@Path(Links.BASE + "/images/{id}/meta")
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
  public MetadataAnswer list(@PathParam("id") String id) {
    return operations.all(items, id);
  }

  @POST
  @ResponseStatus(201)
  public ChangedMetadataAnswer update(@PathParam("id") String id, RequestBody body) {
    return operations.update(items, id, body);
  }

  @GET
  @Path("{key}")
  public MetaAnswer get(@PathParam("id") String id, @PathParam("key") String key) {
    return operations.one(items, id, key);
  }

  @PUT
  @Path("{key}")
  @ResponseStatus(201)
  public MetaAnswer set(
      @PathParam("id") String id, @PathParam("key") String key, RequestBody body) {
    return operations.set(items, id, key, body);
  }

  @DELETE
  @Path("{key}")
  public void delete(@PathParam("id") String id, @PathParam("key") String key) {
    operations.remove(items, id, key);
  }
}
