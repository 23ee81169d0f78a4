package org.synnefo.cyclades.api.requests;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.synnefo.cyclades.api.representation.Negotiation;
import org.synnefo.cyclades.api.representation.Representation;

/**
 * The one place that decides the representation: a path's ending is taken off and counts, else the
 * {@code Accept} header.
 */
@Provider
@PreMatching
@Priority(FilterPriorities.REPRESENTATION)
public final class RepresentationFilter implements ContainerRequestFilter {

  /** Paths of versions, which Atom can be had of. */
  private static final Pattern VERSIONS = Pattern.compile("/api(/v1\\.1)?/?(\\.atom)?");

  private final RequestContext request;

  @Inject
  public RepresentationFilter(RequestContext request) {
    this.request = request;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    URI uri = context.getUriInfo().getRequestUri();
    String path = uri.getRawPath();
    boolean atomIsKnown = VERSIONS.matcher(path).matches();
    Optional<Representation> ending = Representation.ofEnding(path, atomIsKnown);
    request.choose(
        ending.orElseGet(
            () -> Negotiation.choose(context.getHeaderString(HttpHeaders.ACCEPT), atomIsKnown)));
    context.getHeaders().putSingle(HttpHeaders.ACCEPT, request.representation().mediaType());
    ending.ifPresent(
        representation -> {
          String bare = path.substring(0, path.length() - representation.ending().length());
          String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
          context.setRequestUri(
              URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + bare + query));
        });
  }
}
