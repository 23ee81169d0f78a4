package org.synnefo.cyclades.api.networks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.synnefo.cyclades.api.representation.Link;
import org.synnefo.cyclades.api.representation.Values;
import org.synnefo.cyclades.api.representation.View;
import org.synnefo.cyclades.api.representation.XmlItem;

/** Networks. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NetworksResponse(
    @XmlItem("network") Values<NetworkView> networks,
    @JsonProperty("networks_links") List<Link> links)
    implements View {}
