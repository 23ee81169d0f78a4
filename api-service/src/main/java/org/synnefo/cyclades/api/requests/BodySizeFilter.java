package org.synnefo.cyclades.api.requests;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.synnefo.cyclades.api.configuration.ApiConfiguration;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.faults.FaultView;
import org.synnefo.cyclades.api.representation.Representation;

/**
 * Rejects a body whose declared size is too large before reading it. The rest of the body is
 * discarded, so that the client gets to read the response.
 */
@ApplicationScoped
public class BodySizeFilter {

  /**
   * Runs after the headers are set and before the server's own limit, which responds without a
   * fault.
   */
  private static final int PRIORITY = HeadersFilter.FIRST - 1;

  private final ApiConfiguration configuration;

  @Inject
  public BodySizeFilter(ApiConfiguration configuration) {
    this.configuration = configuration;
  }

  void register(@Observes Filters filters) {
    filters.register(this::refuseLargeBody, PRIORITY);
  }

  private void refuseLargeBody(RoutingContext context) {
    if (declaredLength(context.request()) > configuration.maxBodySize()) {
      answer(context, RequestBodyReader.tooLarge(configuration.maxBodySize()));
    } else {
      context.next();
    }
  }

  /** An invalid length is rejected by the server itself. */
  private static long declaredLength(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : TextRules.positiveNumber(length);
  }

  private static void answer(RoutingContext context, Fault fault) {
    HttpServerRequest request = context.request().resume();
    FaultView view = FaultView.of(fault.kind(), fault.getMessage(), "");
    Representation representation =
        RepresentationFilter.decide(request.path(), request.getHeader(HttpHeaders.ACCEPT))
            .bestFor(view);
    context
        .response()
        .setStatusCode(fault.kind().code())
        .putHeader(HttpHeaders.CONTENT_TYPE, representation.contentType())
        .end(Buffer.buffer(representation.encode(view)));
  }
}
