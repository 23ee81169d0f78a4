package org.synnefo.cyclades.api.flavors;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.synnefo.cyclades.api.representation.Link;
import org.synnefo.cyclades.api.representation.Values;

/** A flavor; the short listing has only id and name. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FlavorView(
    long id,
    String name,
    Integer ram,
    Integer disk,
    Integer cpu,
    @JsonProperty("SNF:disk_template") String diskTemplate,
    Values<Link> links) {}
