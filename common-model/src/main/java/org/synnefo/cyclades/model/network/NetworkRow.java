package org.synnefo.cyclades.model.network;

import java.time.Instant;
import java.util.List;

/**
 * A network in a listing.
 *
 * @param servers ids of the user's own servers in the network
 */
public record NetworkRow(
    long id,
    String name,
    boolean isPublic,
    boolean deleted,
    Instant created,
    Instant updated,
    List<Long> servers) {}
