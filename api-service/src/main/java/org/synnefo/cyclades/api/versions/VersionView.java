package org.synnefo.cyclades.api.versions;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.synnefo.cyclades.api.representation.Link;
import org.synnefo.cyclades.api.representation.Values;
import org.synnefo.cyclades.api.representation.XmlItem;

/**
 * A version of the API.
 *
 * @param mediaTypes null in the list of versions
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VersionView(
    String id,
    String status,
    String updated,
    @XmlItem("media-type") @JsonProperty("media-types") Values<MediaTypeView> mediaTypes,
    Values<Link> links) {

  /**
   * @param base a type that any client understands
   * @param type the precise type
   */
  public record MediaTypeView(String base, String type) {}
}
