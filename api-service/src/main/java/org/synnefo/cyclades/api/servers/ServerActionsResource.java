package org.synnefo.cyclades.api.servers;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.synnefo.cyclades.api.authentication.Authenticated;
import org.synnefo.cyclades.api.authentication.Caller;
import org.synnefo.cyclades.api.collections.LinkBuilder;
import org.synnefo.cyclades.api.console.ConsoleResponse;
import org.synnefo.cyclades.api.console.ConsoleService;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.idempotency.Idempotency;
import org.synnefo.cyclades.api.representation.View;
import org.synnefo.cyclades.api.requests.Reference;
import org.synnefo.cyclades.api.requests.RequestBody;
import org.synnefo.cyclades.api.requests.RequestFields;
import org.synnefo.cyclades.api.requests.TextRules;
import org.synnefo.cyclades.model.network.FirewallProfile;

/** {@code /servers/{id}/action}. */
@Path(LinkBuilder.BASE + "/servers/{id}/action")
@Produces({"application/json", "application/xml"})
@Authenticated
@Blocking
public class ServerActionsResource {

  private final ServerActions actions;
  private final ServerRebuilds rebuilds;
  private final ServerResizes resizes;
  private final ServerDetails details;
  private final ConsoleService consoles;
  private final Idempotency idempotency;
  private final Caller caller;

  @Inject
  public ServerActionsResource(
      ServerActions actions,
      ServerRebuilds rebuilds,
      ServerResizes resizes,
      ServerDetails details,
      ConsoleService consoles,
      Idempotency idempotency,
      Caller caller) {
    this.actions = actions;
    this.rebuilds = rebuilds;
    this.resizes = resizes;
    this.details = details;
    this.consoles = consoles;
    this.idempotency = idempotency;
    this.caller = caller;
  }

  @POST
  @Operation(
      operationId = "actOnServer",
      summary =
          "Start, shut down, reboot, rebuild or resize a server, open its console, set its firewall")
  @APIResponse(
      responseCode = "200",
      description = "The console",
      content = @Content(schema = @Schema(implementation = ConsoleResponse.class)))
  @APIResponse(
      responseCode = "202",
      description = "The action has been accepted; rebuild returns the server with its password",
      content = @Content(schema = @Schema(implementation = ServerResponse.class)))
  @APIResponse(responseCode = "204", description = "The resize is confirmed")
  public Response act(@PathParam("id") String id, RequestBody body) {
    long server = TextRules.id(id, "server");
    String action = body.fields().onlyField();
    RequestFields arguments = body.object(action);
    return switch (action) {
      case "start" -> accepted(body, () -> actions.start(caller.id(), server));
      case "shutdown" -> accepted(body, () -> actions.shutdown(caller.id(), server));
      case "reboot" -> reboot(server, arguments, body);
      case "firewallProfile" -> setFirewall(server, arguments, body);
      case "console" -> openConsole(server, arguments, body);
      case "rebuild" -> rebuild(server, arguments, body);
      case "resize" -> resize(server, arguments, body);
      case "revertResize" -> accepted(body, () -> resizes.revert(caller.id(), server));
      case "confirmResize" -> {
        idempotency.once(body, () -> resizes.confirm(caller.id(), server));
        yield Response.noContent().build();
      }
      case "changePassword" ->
          accepted(
              body, () -> actions.changePassword(caller.id(), server, arguments.text("adminPass")));
      default -> throw Fault.badRequest("'%s' is not a valid action.", TextRules.shortened(action));
    };
  }

  private Response reboot(long server, RequestFields arguments, RequestBody body) {
    ServerActions.RebootType type = arguments.enumValue("type", ServerActions.RebootType.class);
    return accepted(body, () -> actions.reboot(caller.id(), server, type));
  }

  private Response setFirewall(long server, RequestFields arguments, RequestBody body) {
    FirewallProfile profile = arguments.enumValue("profile", FirewallProfile.class);
    return accepted(body, () -> actions.setFirewall(caller.id(), server, profile));
  }

  private Response resize(long server, RequestFields arguments, RequestBody body) {
    Reference flavor = arguments.reference("flavorRef");
    return accepted(body, () -> resizes.resize(caller.id(), server, flavor));
  }

  private Response openConsole(long server, RequestFields arguments, RequestBody body) {
    String type = arguments.text("type");
    View console =
        idempotency.onceAfter(
            body,
            ConsoleResponse.class,
            () -> consoles.find(caller.id(), server, type),
            destination -> consoles.open(caller.id(), server, destination));
    return Response.ok(console).build();
  }

  private Response rebuild(long server, RequestFields arguments, RequestBody body) {
    View rebuilt =
        idempotency.once(
            body,
            ServerResponse.class,
            () -> {
              String password = rebuilds.rebuild(caller.id(), server, arguments);
              return new ServerResponse(details.get(caller.id(), server).withAdminPass(password));
            });
    return Response.accepted(rebuilt).build();
  }

  private Response accepted(RequestBody body, Runnable work) {
    idempotency.once(body, work);
    return Response.accepted().build();
  }
}
