package org.synnefo.cyclades.ganeti.simulator.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.synnefo.cyclades.ganeti.simulator.cluster.Instance;
import org.synnefo.cyclades.ganeti.simulator.job.OperationRun;
import org.synnefo.cyclades.ganeti.simulator.script.HookEvent;

/** {@code OP_INSTANCE_REMOVE}: removes an instance, its disks and its addresses. */
final class RemoveInstance extends InstanceHandler {

  private final DiskStore disks;

  RemoveInstance(OperationContext services, DiskStore disks) {
    super(services);
    this.disks = disks;
  }

  @Override
  JsonNode execute(OperationRun run, Instance instance) throws InterruptedException {
    run.work();
    services().machines().stop(instance.name());
    disks.delete(instance);
    services().cluster().remove(instance.name());
    String timeout = run.input().path("shutdown_timeout").asText();
    runHooks(
        run,
        HookEvent.steady(
            "instance-remove", opcode(run), instance, Map.of("SHUTDOWN_TIMEOUT", timeout)));
    return NOTHING;
  }
}
