package org.synnefo.cyclades.api.requests;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.synnefo.cyclades.api.representation.ContentNegotiation;
import org.synnefo.cyclades.api.representation.Representation;

/**
 * The one place that decides the representation: a path's ending is taken off and counts, else the
 * {@code Accept} header.
 *
 * <p>The path goes on as it came: with dot segments resolved, {@code /servers/1/meta/%2E%2E} would
 * not be an item of metadata but the server.
 */
@Provider
@PreMatching
@Priority(FilterPriorities.REPRESENTATION)
public final class RepresentationFilter implements ContainerRequestFilter {

  /** Paths of versions, which Atom can be had of. */
  private static final Pattern VERSIONS = Pattern.compile("/api(/v1\\.1)?/?(\\.atom)?");

  /** Links are built from the public URL, never from what the client calls this host. */
  private static final String ANY_HOST = "http://localhost";

  private final RequestContext request;

  @Inject
  public RepresentationFilter(RequestContext request) {
    this.request = request;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    URI uri = context.getUriInfo().getRequestUri();
    String path = uri.getRawPath();
    Optional<Representation> ending = ofEnding(path);
    request.choose(decide(path, context.getHeaderString(HttpHeaders.ACCEPT)));
    context.getHeaders().putSingle(HttpHeaders.ACCEPT, request.representation().mediaType());
    if (context.getMethod().equals(HttpMethod.OPTIONS)) {
      throw new NotAllowedException(HttpMethod.GET);
    }
    request.remember(ending);
    String bare = ending.map(representation -> without(path, representation)).orElse(path);
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    // The framework decodes this once, and each path parameter once more.
    context.setRequestUri(URI.create(ANY_HOST + bare.replace("%", "%25") + query));
  }

  /** What an answer to a request for that path must be. */
  static Representation decide(String path, String accept) {
    return ofEnding(path).orElseGet(() -> ContentNegotiation.choose(accept, isOfVersions(path)));
  }

  private static Optional<Representation> ofEnding(String path) {
    return Representation.ofEnding(path, isOfVersions(path));
  }

  private static boolean isOfVersions(String path) {
    return VERSIONS.matcher(path).matches();
  }

  private static String without(String path, Representation representation) {
    return path.substring(0, path.length() - representation.ending().length());
  }
}
