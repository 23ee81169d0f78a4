package org.synnefo.cyclades.api.extensions;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.synnefo.cyclades.api.authentication.Authenticated;
import org.synnefo.cyclades.api.collections.LinkBuilder;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.representation.Values;

/** {@code /extensions}. */
@Path(LinkBuilder.BASE + "/extensions")
@Produces({"application/json", "application/xml"})
@Authenticated
@Blocking
public class ExtensionsResource {

  private static final List<ExtensionView> EXTENSIONS =
      List.of(
          extension("networks", "Networks", "Private networks, and the public one."),
          extension("stats", "Statistics", "Graphs of a server's load."),
          extension("console", "Console", "One-time access to a server's console."),
          extension("start-shutdown", "Start and shutdown", "Starts and stops servers."),
          extension("firewall", "Firewall", "Profiles for a server's public connection."));

  @GET
  @Operation(operationId = "listExtensions", summary = "List extensions")
  public ExtensionsResponse list() {
    return new ExtensionsResponse(new Values<>(EXTENSIONS));
  }

  @GET
  @Path("{alias}")
  @Operation(operationId = "getExtension", summary = "Get an extension")
  public ExtensionResponse get(@PathParam("alias") String alias) {
    return EXTENSIONS.stream()
        .filter(extension -> extension.alias().equals(alias))
        .findFirst()
        .map(ExtensionResponse::new)
        .orElseThrow(() -> Fault.itemNotFound("Extension not found."));
  }

  private static ExtensionView extension(String alias, String name, String description) {
    return new ExtensionView(
        alias,
        name,
        "http://synnefo.org/compute/ext/%s/v1.1".formatted(alias),
        "2011-06-01T00:00:00.000000+00:00",
        description);
  }
}
