package org.synnefo.cyclades.api.versions;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.synnefo.cyclades.api.collections.LinkBuilder;
import org.synnefo.cyclades.api.representation.Link;
import org.synnefo.cyclades.api.representation.Values;
import org.synnefo.cyclades.api.versions.VersionView.MediaTypeView;

/** {@code /api/} and {@code /api/v1.1/}; no token is required. */
@Path("/api")
@Produces({"application/json", "application/xml", "application/atom+xml"})
@NonBlocking
public class VersionsResource {

  private static final String VERSION = "v1.1";
  private static final String UPDATED = "2011-01-21T17:33:21.000000+00:00";
  private static final String VENDOR_TYPE = "application/vnd.openstack.compute-v1.1";

  private final LinkBuilder links;

  @Inject
  public VersionsResource(LinkBuilder links) {
    this.links = links;
  }

  @GET
  @Operation(operationId = "listVersions", summary = "List versions")
  public VersionsResponse list() {
    VersionView version =
        new VersionView(VERSION, "CURRENT", UPDATED, null, new Values<>(List.of(self())));
    return new VersionsResponse(new Values<>(List.of(version)), links.absolute("/api/"));
  }

  @GET
  @Path(VERSION)
  @Operation(operationId = "getVersion", summary = "Get a version")
  public VersionResponse get() {
    Values<MediaTypeView> mediaTypes =
        new Values<>(
            List.of(
                new MediaTypeView("application/xml", VENDOR_TYPE + "+xml"),
                new MediaTypeView("application/json", VENDOR_TYPE + "+json")));
    Link description = new Link("describedby", links.absolute("/api/openapi"), "application/yaml");
    return new VersionResponse(
        new VersionView(
            VERSION, "CURRENT", UPDATED, mediaTypes, new Values<>(List.of(self(), description))),
        self().href());
  }

  private Link self() {
    return new Link("self", links.absolute(LinkBuilder.BASE + "/"));
  }
}
