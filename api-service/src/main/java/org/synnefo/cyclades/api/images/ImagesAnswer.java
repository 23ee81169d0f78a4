package org.synnefo.cyclades.api.images;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.synnefo.cyclades.api.representation.Item;
import org.synnefo.cyclades.api.representation.Link;
import org.synnefo.cyclades.api.representation.Values;
import org.synnefo.cyclades.api.representation.View;

/** Images. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImagesAnswer(
    @Item("image") Values<ImageView> images, @JsonProperty("images_links") List<Link> links)
    implements View {}
