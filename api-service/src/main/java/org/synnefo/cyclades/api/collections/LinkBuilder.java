package org.synnefo.cyclades.api.collections;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import org.synnefo.cyclades.api.configuration.ApiConfiguration;
import org.synnefo.cyclades.api.representation.Link;
import org.synnefo.cyclades.api.representation.Values;
import org.synnefo.cyclades.api.requests.RequestContext;

/** Builds links from the public URL. */
@ApplicationScoped
public class LinkBuilder {

  /** Base path of this version of the API. */
  public static final String BASE = "/api/v1.1";

  private final String publicUrl;
  private final RequestContext request;

  @Inject
  public LinkBuilder(ApiConfiguration configuration, RequestContext request) {
    this.request = request;
    String url = configuration.publicUrl().toString();
    publicUrl = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** Links to an item: its URL, and a bookmark without version that outlives this version. */
  public Values<Link> of(String collection, Object id) {
    return new Values<>(
        List.of(
            new Link("self", self(collection, id)),
            new Link("bookmark", publicUrl + "/api/" + collection + "/" + id)));
  }

  /** The URL of an item. */
  public String self(String collection, Object id) {
    return publicUrl + BASE + "/" + collection + "/" + id;
  }

  /** The absolute URL of a path below the public URL. */
  public String absolute(String path) {
    return publicUrl + path;
  }

  /**
   * The URL of the next page. It keeps the extension that selects the representation of this page.
   */
  public Link next(String collectionPath, CollectionQuery query, long lastSeen) {
    StringBuilder url =
        new StringBuilder(publicUrl)
            .append(BASE)
            .append('/')
            .append(collectionPath)
            .append(request.ending())
            .append("?limit=")
            .append(query.limit())
            .append("&marker=")
            .append(lastSeen);
    query
        .changesSince()
        .ifPresent(
            since ->
                url.append("&changes-since=").append(ApiTime.write(since).replace("+", "%2B")));
    return new Link("next", URI.create(url.toString()).toString());
  }
}
