package org.synnefo.cyclades.api.authentication;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.MDC;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.requests.FilterPriorities;
import org.synnefo.cyclades.model.account.AuthenticatedUser;
import org.synnefo.cyclades.model.account.TokenCheck;
import org.synnefo.cyclades.model.account.UserType;

/** Requires a live token of an active user. */
@Provider
@Authenticated
@Priority(FilterPriorities.AUTHENTICATION)
public final class AuthenticationFilter implements ContainerRequestFilter {

  private static final String TOKEN = "X-Auth-Token";
  private static final int MAX_TOKEN_LENGTH = 512;
  private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final TokenCheck tokens;
  private final Caller caller;
  private final RoutingContext routing;
  private final Clock clock;

  @Inject
  public AuthenticationFilter(
      TokenCheck tokens, Caller caller, RoutingContext routing, Clock clock) {
    this.tokens = tokens;
    this.caller = caller;
    this.routing = routing;
    this.clock = clock;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    AuthenticatedUser user =
        shown(context)
            .filter(token -> token.length() <= MAX_TOKEN_LENGTH)
            .flatMap(token -> tokens.authenticate(token, clock.instant()))
            .orElseThrow(
                () -> Fault.unauthorized("A valid token is required in the X-Auth-Token header."));
    boolean mayWrite = user.type() != UserType.HELPDESK && !user.readOnly();
    if (!mayWrite && !READING.contains(context.getMethod())) {
      throw Fault.unauthorized("This token is read-only.");
    }
    MDC.put("user", user.id());
    caller.setUser(user);
  }

  private Optional<String> shown(ContainerRequestContext context) {
    String header = context.getHeaderString(TOKEN);
    if (header != null && !header.isBlank()) {
      return Optional.of(header.strip());
    }
    return Optional.ofNullable(routing.request().getCookie(TOKEN)).map(Cookie::getValue);
  }
}
