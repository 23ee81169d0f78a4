package org.synnefo.cyclades.model.server;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.synnefo.cyclades.model.message.JobStatus;
import org.synnefo.cyclades.model.network.NicRow;

/**
 * A server in a listing.
 *
 * @param previousFlavor before a resize that is not confirmed; null if there is none
 * @param backend null until one has been chosen
 * @param pendingAction null if nothing is pending
 * @param jobOpcode of the last job; null if there was none
 * @param jobStatus of the last job; null if there was none
 * @param faultMessage why the last action failed; null if it did not
 * @param faultTime when it failed; null if it did not
 * @param metadata ordered by key
 * @param nics the public one first
 */
public record ServerRow(
    long id,
    String name,
    long image,
    long flavor,
    Long previousFlavor,
    Long backend,
    OperatingState operatingState,
    PendingAction pendingAction,
    String jobOpcode,
    JobStatus jobStatus,
    int buildPercentage,
    String faultMessage,
    Instant faultTime,
    boolean suspended,
    boolean deleted,
    Instant created,
    Instant updated,
    Map<String, String> metadata,
    List<NicRow> nics) {}
