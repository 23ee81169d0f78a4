package org.synnefo.cyclades.api.images;

import org.synnefo.cyclades.api.representation.View;

/** One image. */
public record ImageResponse(ImageView image) implements View {}
