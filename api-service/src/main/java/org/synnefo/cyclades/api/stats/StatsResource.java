package org.synnefo.cyclades.api.stats;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.synnefo.cyclades.api.authentication.Authenticated;
import org.synnefo.cyclades.api.authentication.Caller;
import org.synnefo.cyclades.api.collections.LinkBuilder;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.requests.TextRules;
import org.synnefo.cyclades.model.server.ServerListing;
import org.synnefo.cyclades.model.server.ServerRow;
import org.synnefo.cyclades.settings.DeploymentSettings;

/** {@code /servers/{id}/stats}. */
@Path(LinkBuilder.BASE + "/servers/{id}/stats")
@Produces({"application/json", "application/xml"})
@Authenticated
@Blocking
public class StatsResource {

  private final ServerListing servers;
  private final StatsConfiguration templates;
  private final DeploymentSettings deployment;
  private final Caller caller;

  @Inject
  public StatsResource(
      ServerListing servers,
      StatsConfiguration templates,
      DeploymentSettings deployment,
      Caller caller) {
    this.servers = servers;
    this.templates = templates;
    this.deployment = deployment;
    this.caller = caller;
  }

  @GET
  @Operation(operationId = "getServerStats", summary = "Get the URLs of a server's load graphs")
  public StatsResponse get(@PathParam("id") String id) {
    ServerRow server =
        servers
            .find(caller.id(), TextRules.id(id, "server"))
            .orElseThrow(() -> Fault.itemNotFound("Server not found."));
    return new StatsResponse(
        new StatsResponse.Stats(
            server.id(),
            templates.refresh().toSeconds(),
            url(templates.cpuBar(), server),
            url(templates.cpuTimeSeries(), server),
            url(templates.netBar(), server),
            url(templates.netTimeSeries(), server)));
  }

  private String url(String template, ServerRow server) {
    return template.replace("{server}", deployment.backendPrefix() + "-" + server.id());
  }
}
