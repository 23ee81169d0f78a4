package org.synnefo.cyclades.api.servers;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.synnefo.cyclades.api.representation.Link;
import org.synnefo.cyclades.api.representation.Values;
import org.synnefo.cyclades.api.representation.View;
import org.synnefo.cyclades.api.representation.XmlItem;

/** Servers. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServersResponse(
    @XmlItem("server") Values<ServerView> servers, @JsonProperty("servers_links") List<Link> links)
    implements View {}
