package org.synnefo.cyclades.ganeti.simulator.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Stream;
import org.synnefo.cyclades.ganeti.simulator.cluster.Cluster;
import org.synnefo.cyclades.ganeti.simulator.cluster.Instance;
import org.synnefo.cyclades.ganeti.simulator.job.OperationFailure;
import org.synnefo.cyclades.ganeti.simulator.job.OperationRun;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;
import org.synnefo.cyclades.ganeti.simulator.script.HookEvent;

/** {@code OP_INSTANCE_SET_PARAMS}: NICs, disks, and parameters of backend and hypervisor. */
final class ModifyInstance extends InstanceHandler {

  private final DiskStore disks;
  private final NicFactory nics;

  ModifyInstance(OperationContext services, DiskStore disks, NicFactory nics) {
    super(services);
    this.disks = disks;
    this.nics = nics;
  }

  @Override
  public void expandNames(OperationRun run) throws OperationFailure {
    if (Stream.of("nics", "disks", "beparams", "hvparams", "osparams")
            .allMatch(kind -> run.input().path(kind).isEmpty())
        && run.input().path("os_name").isNull()) {
      throw OperationFailure.prerequisite("No changes submitted", ErrorCode.WRONG_INPUT);
    }
    super.expandNames(run);
  }

  @Override
  JsonNode execute(OperationRun run, Instance instance)
      throws OperationFailure, InterruptedException {
    try {
      return modify(run, instance);
    } finally {
      services().cluster().reservations().release(run.job());
    }
  }

  private JsonNode modify(OperationRun run, Instance instance)
      throws OperationFailure, InterruptedException {
    ObjectNode input = run.input();
    ArrayNode result = PythonJson.array();
    ObjectNode beparams = Parameters.backend(input.path("beparams"));
    Parameters.checkHypervisor(instance.hypervisor(), input.path("hvparams"));
    boolean hotplug = hotplug(run, instance);
    NicChanges nicChanges = new NicChanges(nics, run, instance.nics(), result, hotplug);
    for (JsonNode change : input.path("nics")) {
      nicChanges.apply(change);
    }
    DiskChanges diskChanges = new DiskChanges(disks, run, instance, result, hotplug);
    for (JsonNode change : input.path("disks")) {
      diskChanges.apply(change);
    }
    report(result, "hv/", input.path("hvparams"));
    report(result, "be/", input.path("beparams"));
    ObjectNode allBeparams = merged(instance.beparams(), beparams);
    checkMemory(instance, allBeparams);
    run.work();
    Instance changed =
        services()
            .cluster()
            .update(
                instance.name(),
                old ->
                    old.withNics(nicChanges.nics())
                        .withDisks(diskChanges.disks())
                        .withParameters(
                            allBeparams, merged(old.hvparams(), input.path("hvparams"))))
            .orElseThrow();
    runHooks(run, HookEvent.steady("instance-modify", opcode(run), changed, Map.of()));
    return result;
  }

  /** Whether changes take effect on the running machine immediately. */
  private static boolean hotplug(OperationRun run, Instance instance) throws OperationFailure {
    boolean asked = run.input().path("hotplug").asBoolean();
    boolean wished = run.input().path("hotplug_if_possible").asBoolean();
    if (!asked && !wished) {
      return false;
    }
    boolean possible =
        instance.running() && Cluster.HYPERVISORS.get(0).equals(instance.hypervisor());
    if (!possible && asked) {
      throw OperationFailure.prerequisite(
          "Hotplug is not possible: Hotplug is not supported by this hypervisor",
          ErrorCode.WRONG_STATE);
    }
    if (!possible) {
      run.warn("Hotplug is not supported: Hotplug is not supported by this hypervisor");
      run.info("Modification will take place without hotplugging.");
    }
    return possible;
  }

  private void checkMemory(Instance instance, ObjectNode beparams) throws OperationFailure {
    long more = beparams.path("maxmem").asLong(instance.memory()) - instance.memory();
    long missing = more - services().cluster().freeMemory();
    if (more > 0 && missing > 0) {
      throw OperationFailure.prerequisite(
          "This change will prevent the instance from starting, due to "
              + missing
              + " MB of memory missing on its primary node",
          ErrorCode.INSUFFICIENT_RESOURCES);
    }
  }

  private static ObjectNode merged(ObjectNode old, JsonNode changes) {
    ObjectNode merged = old.deepCopy();
    merged.setAll((ObjectNode) changes);
    return merged;
  }

  private static void report(ArrayNode result, String prefix, JsonNode parameters) {
    parameters
        .fields()
        .forEachRemaining(one -> result.addArray().add(prefix + one.getKey()).add(one.getValue()));
  }
}
