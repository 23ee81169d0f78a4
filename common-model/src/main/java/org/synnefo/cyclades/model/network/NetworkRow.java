package org.synnefo.cyclades.model.network;

import java.time.Instant;
import java.util.List;

/**
 * A network as it is read for listing.
 *
 * @param servers ids of the reader's own servers in it
 */
public record NetworkRow(
    long id,
    String name,
    boolean isPublic,
    boolean deleted,
    Instant created,
    Instant updated,
    List<Long> servers) {}
