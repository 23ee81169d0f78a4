package org.synnefo.cyclades.api.images;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.synnefo.cyclades.api.representation.Dictionary;
import org.synnefo.cyclades.api.representation.Link;
import org.synnefo.cyclades.api.representation.Values;

/** An image; the short listing has only id and name. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImageView(
    long id,
    String name,
    String created,
    String updated,
    String status,
    Integer progress,
    Long serverRef,
    Dictionary metadata,
    Values<Link> links) {}
