package org.synnefo.cyclades.ganeti.client;

import java.util.Optional;

/**
 * A node of the cluster. Sizes are empty while the node does not answer.
 *
 * @param name its host name
 * @param role {@code M} master, {@code C} master candidate, {@code R} regular, {@code D} drained,
 *     {@code O} offline
 * @param offline whether it is marked offline
 * @param drained whether it accepts no new instances
 * @param vmCapable whether it can run instances
 * @param primaryAddress its address
 * @param memoryTotal MiB
 * @param memoryFree MiB
 * @param diskTotal MiB
 * @param diskFree MiB
 * @param cpus number of CPUs
 * @param primaryInstances number of instances for which it is the primary node
 */
public record NodeInfo(
    String name,
    String role,
    boolean offline,
    boolean drained,
    boolean vmCapable,
    String primaryAddress,
    Optional<Long> memoryTotal,
    Optional<Long> memoryFree,
    Optional<Long> diskTotal,
    Optional<Long> diskFree,
    Optional<Integer> cpus,
    int primaryInstances) {}
