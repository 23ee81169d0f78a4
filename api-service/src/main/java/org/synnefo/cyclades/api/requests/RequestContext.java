package org.synnefo.cyclades.api.requests;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import org.synnefo.cyclades.api.representation.Representation;

/** The current request. */
@RequestScoped
public class RequestContext {

  static final String ID = "cyclades.request-id";
  static final String REPRESENTATION = "cyclades.representation";
  static final String ENDING = "cyclades.ending";

  private final RoutingContext routing;

  @Inject
  public RequestContext(RoutingContext routing) {
    this.routing = routing;
  }

  /** The request id: {@code req-<uuid>}. */
  public String id() {
    return routing.get(ID);
  }

  /** The representation of the response. */
  public Representation representation() {
    return Objects.requireNonNullElse(routing.get(REPRESENTATION), Representation.JSON);
  }

  /** The path extension that selected the representation; empty if there was none. */
  public String ending() {
    return Objects.requireNonNullElse(routing.get(ENDING), "");
  }

  void remember(Optional<Representation> ending) {
    ending.ifPresent(representation -> routing.put(ENDING, representation.ending()));
  }

  void choose(Representation representation) {
    routing.put(REPRESENTATION, representation);
  }
}
