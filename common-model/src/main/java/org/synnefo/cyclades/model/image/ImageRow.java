package org.synnefo.cyclades.model.image;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An image as it is read for listing.
 *
 * @param owner null: the deployment's own
 * @param sourceServer that it was made from; null if it was not
 * @param metadata by key, ordered
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
