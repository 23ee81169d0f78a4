package org.synnefo.cyclades.ganeti.simulator.cluster;

import java.math.BigDecimal;

/**
 * Properties that never change during the life of a cluster.
 *
 * @param ctime seconds since the epoch
 */
public record ClusterIdentity(String uuid, String nodeUuid, String groupUuid, BigDecimal ctime) {}
