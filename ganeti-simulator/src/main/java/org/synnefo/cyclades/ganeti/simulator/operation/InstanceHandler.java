package org.synnefo.cyclades.ganeti.simulator.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.synnefo.cyclades.ganeti.simulator.cluster.Instance;
import org.synnefo.cyclades.ganeti.simulator.job.OperationFailure;
import org.synnefo.cyclades.ganeti.simulator.job.OperationHandler;
import org.synnefo.cyclades.ganeti.simulator.job.OperationRun;
import org.synnefo.cyclades.ganeti.simulator.script.HookEvent;

/** An operation on an existing instance. */
abstract class InstanceHandler implements OperationHandler {

  static final JsonNode NOTHING = NullNode.getInstance();

  private final String nameParameter;
  private final OperationContext services;

  InstanceHandler(OperationContext services) {
    this(services, "instance_name");
  }

  InstanceHandler(OperationContext services, String nameParameter) {
    this.services = services;
    this.nameParameter = nameParameter;
  }

  final OperationContext services() {
    return services;
  }

  private String name(OperationRun run) {
    return run.input().path(nameParameter).asText();
  }

  @Override
  public final Optional<String> lock(ObjectNode input) {
    return Optional.of(input.path(nameParameter).asText());
  }

  @Override
  public void expandNames(OperationRun run) throws OperationFailure {
    Instance instance = instance(run);
    if (run.input().has("instance_uuid")) {
      run.input().put("instance_uuid", instance.uuid());
    }
  }

  @Override
  public final JsonNode execute(OperationRun run) throws OperationFailure, InterruptedException {
    // The instance may have been removed while this waited for its lock.
    Instance instance = instance(run);
    if (run.input().path("dry_run").asBoolean()) {
      run.info("dry-run mode requested, not actually executing the operation");
      return NOTHING;
    }
    return execute(run, instance);
  }

  abstract JsonNode execute(OperationRun run, Instance instance)
      throws OperationFailure, InterruptedException;

  private Instance instance(OperationRun run) throws OperationFailure {
    String name = name(run);
    return services
        .cluster()
        .instance(name)
        .orElseThrow(
            () ->
                OperationFailure.prerequisite(
                    "Instance '" + name + "' not known", ErrorCode.UNKNOWN_ENTITY));
  }

  final void runHooks(OperationRun run, HookEvent event) throws InterruptedException {
    services.hooks().run(event, run::warn);
  }

  static String opcode(OperationRun run) {
    return run.input().path("OP_ID").asText();
  }
}
