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
 * Chooses the representation of the response. An extension of the path is removed and takes
 * precedence over the {@code Accept} header.
 *
 * <p>The path is passed on without resolving dot segments; otherwise {@code /servers/1/meta/%2E%2E}
 * would not be a metadata item but the server.
 */
@Provider
@PreMatching
@Priority(FilterPriorities.REPRESENTATION)
public final class RepresentationFilter implements ContainerRequestFilter {

  /** Paths of the versions, which are available as Atom. */
  private static final Pattern VERSIONS = Pattern.compile("/api(/v1\\.1)?/?(\\.atom)?");

  /** Links are built from the public URL, never from the host name in the request. */
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
    // The framework decodes this once, and each path parameter again.
    context.setRequestUri(URI.create(ANY_HOST + bare.replace("%", "%25") + query));
  }

  /** Chooses the representation for a path. */
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
