package org.synnefo.cyclades.vncproxy.operator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.vncproxy.connection.EndCause;
import org.synnefo.cyclades.vncproxy.session.Session;
import org.synnefo.cyclades.vncproxy.session.Sessions;
import org.synnefo.cyclades.vncproxy.session.WriteBacklog;

/**
 * {@code GET /operator/sessions} lists the sessions of this replica; {@code DELETE
 * /operator/sessions/ID} ends one.
 */
@Singleton
public class OperatorEndpoint {

  private static final Logger LOG = Logger.getLogger(OperatorEndpoint.class);
  private static final String BEARER = "Bearer ";
  private static final int ACCEPTED = 202;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private final Optional<byte[]> token;
  private final Sessions sessions;

  OperatorEndpoint(OperatorSettings settings, Sessions sessions) {
    this.token = settings.operatorToken().map(OperatorEndpoint::bytes);
    this.sessions = sessions;
  }

  void register(@Observes Router router) {
    router.route("/operator/*").handler(this::authorize);
    router.get("/operator/sessions").handler(this::list);
    router.delete("/operator/sessions/:id").handler(this::end);
  }

  private void authorize(RoutingContext context) {
    String header = context.request().getHeader("Authorization");
    boolean known =
        token.isPresent()
            && header != null
            && header.startsWith(BEARER)
            && MessageDigest.isEqual(token.get(), bytes(header.substring(BEARER.length())));
    if (known) {
      context.next();
    } else {
      answer(context, FORBIDDEN);
    }
  }

  private void list(RoutingContext context) {
    JsonArray list = new JsonArray();
    sessions.live().forEach(session -> list.add(json(session)));
    context
        .json(new JsonObject().put("sessions", list))
        .onFailure(left -> LOG.debug("The client disconnected before the response", left));
  }

  private void end(RoutingContext context) {
    Optional<Session> session = id(context.pathParam("id")).flatMap(sessions::find);
    session.ifPresent(found -> found.stop(EndCause.KILLED));
    answer(context, session.isPresent() ? ACCEPTED : NOT_FOUND);
  }

  private static JsonObject json(Session session) {
    return new JsonObject()
        .put("id", session.id().toString())
        .put("user", session.userId())
        .put("server", session.serverId())
        .put("viewer", session.viewer().getHostAddress())
        .put(
            "destination",
            session.destination().getAddress().getHostAddress()
                + ":"
                + session.destination().getPort())
        .put("since", session.since().toString())
        .put("bytes_from_viewer", session.bytesFromViewer())
        .put("bytes_from_server", session.bytesFromServer())
        .put("bytes_waiting", session.writeBacklog().map(WriteBacklog::bytes).orElse(0L));
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void answer(RoutingContext context, int status) {
    context
        .response()
        .setStatusCode(status)
        .end()
        .onFailure(left -> LOG.debug("The client disconnected before the response", left));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
