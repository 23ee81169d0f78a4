package org.synnefo.cyclades.model.image;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An image in a listing.
 *
 * @param owner null if the image belongs to the deployment
 * @param sourceServer the server it was created from; null if there is none
 * @param metadata ordered by key
 */
public record ImageRow(
    long id,
    UUID uuid,
    String name,
    Long owner,
    ImageState state,
    Long sourceServer,
    Instant created,
    Instant updated,
    Map<String, String> metadata) {}
