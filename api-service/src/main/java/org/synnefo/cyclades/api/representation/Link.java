package org.synnefo.cyclades.api.representation;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A link to a related resource.
 *
 * @param rel how it is related
 * @param href its URL
 * @param type its media type; null: not told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Link(String rel, String href, String type) {

  public Link(String rel, String href) {
    this(rel, href, null);
  }
}
