package org.synnefo.cyclades.api.images;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.synnefo.cyclades.api.representation.Link;
import org.synnefo.cyclades.api.representation.Values;
import org.synnefo.cyclades.api.representation.View;
import org.synnefo.cyclades.api.representation.XmlItem;

/** Images. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImagesResponse(
    @XmlItem("image") Values<ImageView> images, @JsonProperty("images_links") List<Link> links)
    implements View {}
