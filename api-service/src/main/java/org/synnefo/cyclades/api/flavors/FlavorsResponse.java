package org.synnefo.cyclades.api.flavors;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.synnefo.cyclades.api.representation.Link;
import org.synnefo.cyclades.api.representation.Values;
import org.synnefo.cyclades.api.representation.View;
import org.synnefo.cyclades.api.representation.XmlItem;

/** Flavors. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FlavorsResponse(
    @XmlItem("flavor") Values<FlavorView> flavors, @JsonProperty("flavors_links") List<Link> links)
    implements View {}
