package org.synnefo.cyclades.api.collections;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.synnefo.cyclades.api.configuration.ApiConfiguration;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.requests.TextRules;

/** Parses the query parameters of collections. */
@ApplicationScoped
public class CollectionParameters {

  private final ApiConfiguration configuration;
  private final Clock clock;

  @Inject
  public CollectionParameters(ApiConfiguration configuration, Clock clock) {
    this.configuration = configuration;
    this.clock = clock;
  }

  public CollectionQuery read(UriInfo uri) {
    return new CollectionQuery(
        parameter(uri, "changes-since").map(this::changesSince),
        parameter(uri, "marker").map(CollectionParameters::marker).orElse(0L),
        parameter(uri, "limit").map(this::limit).orElse(0));
  }

  private static Optional<String> parameter(UriInfo uri, String name) {
    return Optional.ofNullable(uri.getQueryParameters().getFirst(name));
  }

  private Instant changesSince(String text) {
    Instant since =
        ApiTime.read(text)
            .orElseThrow(() -> Fault.badRequest("'changes-since' must be an ISO 8601 time."));
    Instant now = clock.instant();
    if (since.isAfter(now)) {
      throw Fault.badRequest("'changes-since' must not be in the future.");
    }
    if (since.isBefore(now.minus(configuration.pollLimit()))) {
      throw Fault.badRequest(
          "'changes-since' must not be more than %d seconds ago.",
          configuration.pollLimit().toSeconds());
    }
    return since;
  }

  private static long marker(String text) {
    long marker = TextRules.positiveNumber(text);
    if (marker == 0) {
      throw Fault.badRequest("'marker' must be the id of an item.");
    }
    return marker;
  }

  private int limit(String text) {
    long limit = TextRules.positiveNumber(text);
    if (limit == 0 || limit > configuration.maxPageSize()) {
      throw Fault.badRequest("'limit' must be a number from 1 to %d.", configuration.maxPageSize());
    }
    return (int) limit;
  }
}
