package org.synnefo.cyclades.api.representation;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A link to a related resource.
 *
 * @param rel the relation
 * @param href the URL
 * @param type the media type; may be null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Link(String rel, String href, String type) {

  public Link(String rel, String href) {
    this(rel, href, null);
  }
}
