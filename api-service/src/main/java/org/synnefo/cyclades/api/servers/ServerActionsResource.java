package org.synnefo.cyclades.api.servers;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.synnefo.cyclades.api.authentication.Authenticated;
import org.synnefo.cyclades.api.authentication.Caller;
import org.synnefo.cyclades.api.collections.Links;
import org.synnefo.cyclades.api.console.ConsoleService;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.requests.Fields;
import org.synnefo.cyclades.api.requests.RequestBody;
import org.synnefo.cyclades.api.requests.Texts;
import org.synnefo.cyclades.model.network.FirewallProfile;

/** {@code /servers/{id}/action}. */
@Path(Links.BASE + "/servers/{id}/action")
@Produces({"application/json", "application/xml"})
@Authenticated
@Blocking
public class ServerActionsResource {

  private final ServerActions actions;
  private final ConsoleService consoles;
  private final Caller caller;

  @Inject
  public ServerActionsResource(ServerActions actions, ConsoleService consoles, Caller caller) {
    this.actions = actions;
    this.consoles = consoles;
    this.caller = caller;
  }

  @POST
  public Response act(@PathParam("id") String id, RequestBody body) {
    long server = Texts.id(id, "server");
    String action = body.fields().onlyField();
    Fields arguments = body.object(action);
    long user = caller.id();
    switch (action) {
      case "start" -> actions.start(user, server);
      case "shutdown" -> actions.shutdown(user, server);
      case "reboot" ->
          actions.reboot(user, server, arguments.word("type", ServerActions.RebootType.class));
      case "firewallProfile" ->
          actions.setFirewall(user, server, arguments.word("profile", FirewallProfile.class));
      case "console" -> {
        return Response.ok(consoles.open(user, server, arguments.text("type"))).build();
      }
      case "changePassword", "rebuild", "resize", "confirmResize", "revertResize" ->
          throw Fault.serviceUnavailable("%s is not supported.", action);
      default -> throw Fault.badRequest("'%s' is not an action.", Texts.shortened(action));
    }
    return Response.accepted().build();
  }
}
