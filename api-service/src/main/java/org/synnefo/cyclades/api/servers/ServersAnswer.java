package org.synnefo.cyclades.api.servers;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.synnefo.cyclades.api.representation.Item;
import org.synnefo.cyclades.api.representation.Link;
import org.synnefo.cyclades.api.representation.Values;
import org.synnefo.cyclades.api.representation.View;

/** Servers. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServersAnswer(
    @Item("server") Values<ServerView> servers, @JsonProperty("servers_links") List<Link> links)
    implements View {}
