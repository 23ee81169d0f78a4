package org.synnefo.cyclades.ganeti.simulator.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.synnefo.cyclades.ganeti.simulator.cluster.Instance;
import org.synnefo.cyclades.ganeti.simulator.job.OperationFailure;
import org.synnefo.cyclades.ganeti.simulator.job.OperationRun;
import org.synnefo.cyclades.ganeti.simulator.script.HookEvent;

/** {@code OP_INSTANCE_REINSTALL}: reinstalls the system on the same disks. */
final class ReinstallInstance extends InstanceHandler {

  ReinstallInstance(OperationContext services) {
    super(services);
  }

  @Override
  JsonNode execute(OperationRun run, Instance instance)
      throws OperationFailure, InterruptedException {
    check(instance);
    ObjectNode input = run.input();
    for (String kind : List.of("osparams", "osparams_private", "osparams_secret")) {
      if (input.path(kind).isNull()) {
        input.putObject(kind);
      }
    }
    String os = input.path("os_type").asText(instance.os());
    Map<String, JsonNode> osparams = new LinkedHashMap<>();
    instance
        .osparams()
        .fields()
        .forEachRemaining(one -> osparams.put(one.getKey(), one.getValue()));
    osparams.putAll(Parameters.system(run));
    Parameters.checkSystem(os, osparams.keySet(), services().cluster().node().name());

    run.log("Changing OS scripts to '" + os + "'...");
    run.work();
    ObjectNode kept = instance.osparams().deepCopy();
    kept.setAll((ObjectNode) input.path("osparams"));
    Instance changed =
        services().cluster().update(instance.name(), old -> old.withSystem(os, kept)).orElseThrow();
    run.info("Running instance OS create scripts...");
    Optional<String> problem = services().osScripts().create(changed, osparams, true);
    if (problem.isPresent()) {
      throw OperationFailure.execution(
          "Could not install OS for instance %s on node %s: %s"
              .formatted(instance.name(), services().cluster().node().name(), problem.get()));
    }
    runHooks(run, HookEvent.steady("instance-reinstall", opcode(run), changed, Map.of()));
    return NOTHING;
  }

  private static void check(Instance instance) throws OperationFailure {
    if (instance.disks().isEmpty()) {
      throw OperationFailure.prerequisite(
          "Instance '" + instance.name() + "' has no disks", ErrorCode.WRONG_INPUT);
    }
    if (instance.adminUp()) {
      throw OperationFailure.prerequisite(
          "Instance '" + instance.name() + "' is marked to be up, cannot reinstall",
          ErrorCode.WRONG_STATE);
    }
  }
}
