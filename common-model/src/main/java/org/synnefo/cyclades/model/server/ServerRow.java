package org.synnefo.cyclades.model.server;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.synnefo.cyclades.model.message.JobStatus;
import org.synnefo.cyclades.model.network.NicRow;

/**
 * A server as it is read for listing.
 *
 * @param previousFlavor before a resize that is not confirmed; null: there is none
 * @param backend null until one was chosen
 * @param pendingAction null if nothing is pending
 * @param jobOpcode of the last job; null if there was none
 * @param jobStatus of the last job; null if there was none
 * @param faultMessage why what was asked last was not done; null where all is well
 * @param faultTime when it failed; null where all is well
 * @param metadata by key, ordered
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
