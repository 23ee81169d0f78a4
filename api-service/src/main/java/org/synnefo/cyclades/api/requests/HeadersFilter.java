package org.synnefo.cyclades.api.requests;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jboss.logging.MDC;

/** Sets the headers of every response, and assigns the request id. */
@ApplicationScoped
public class HeadersFilter {

  static final int FIRST = 1000;

  private record Second(long epochSecond, String header) {}

  private volatile Second now = new Second(0, "");

  void register(@Observes Filters filters) {
    filters.register(this::filter, FIRST);
  }

  private void filter(RoutingContext context) {
    String id = "req-" + UUID.randomUUID();
    context.put(RequestContext.ID, id);
    MDC.put("request", id);
    HttpServerResponse response = context.response();
    response.putHeader("X-Compute-Request-Id", id);
    response.putHeader("Date", date());
    response.putHeader("Vary", "X-Auth-Token");
    response.putHeader("Cache-Control", "no-cache, no-store, max-age=0");
    context.next();
  }

  private String date() {
    Instant instant = Instant.now();
    Second current = now;
    if (current.epochSecond() != instant.getEpochSecond()) {
      current =
          new Second(
              instant.getEpochSecond(),
              DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC)));
      now = current;
    }
    return current.header();
  }
}
