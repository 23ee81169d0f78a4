package org.synnefo.cyclades.ganeti.simulator.operation;

import java.util.Map;
import org.synnefo.cyclades.ganeti.simulator.job.OperationHandler;

/** The supported opcodes. */
public final class Operations {

  private Operations() {}

  /** The handlers by {@code OP_ID}. */
  public static Map<String, OperationHandler> all(OperationContext services, InstancePower power) {
    DiskStore disks = new DiskStore(services.disks());
    NicFactory nics = new NicFactory(services.cluster());
    return Map.ofEntries(
        Map.entry("OP_INSTANCE_CREATE", new CreateInstance(services, power, disks, nics)),
        Map.entry("OP_INSTANCE_REMOVE", new RemoveInstance(services, disks)),
        Map.entry("OP_INSTANCE_STARTUP", new PowerHandlers.Startup(services, power)),
        Map.entry("OP_INSTANCE_SHUTDOWN", new PowerHandlers.Shutdown(services, power)),
        Map.entry("OP_INSTANCE_REBOOT", new PowerHandlers.Reboot(services, power)),
        Map.entry("OP_INSTANCE_REINSTALL", new ReinstallInstance(services)),
        Map.entry("OP_INSTANCE_SET_PARAMS", new ModifyInstance(services, disks, nics)),
        Map.entry("OP_INSTANCE_GROW_DISK", new GrowDisk(services, disks)),
        Map.entry("OP_TAGS_SET", new TagHandlers.Add(services)),
        Map.entry("OP_TAGS_DEL", new TagHandlers.Remove(services)),
        Map.entry("OP_OS_DIAGNOSE", new DiagnoseOs()));
  }
}
