package org.synnefo.cyclades.ganeti.simulator.operation;

import java.nio.file.Path;
import org.synnefo.cyclades.ganeti.simulator.cluster.Cluster;
import org.synnefo.cyclades.ganeti.simulator.script.HookRunner;
import org.synnefo.cyclades.ganeti.simulator.script.OsScripts;

/**
 * The objects that operations use.
 *
 * @param disks the directory of the instances' disks
 */
public record OperationContext(
    Cluster cluster,
    InstanceConsoles machines,
    HookRunner hooks,
    OsScripts osScripts,
    Path disks) {}
