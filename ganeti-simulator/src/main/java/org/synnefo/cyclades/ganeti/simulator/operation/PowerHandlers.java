package org.synnefo.cyclades.ganeti.simulator.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.synnefo.cyclades.ganeti.simulator.cluster.Instance;
import org.synnefo.cyclades.ganeti.simulator.job.OperationFailure;
import org.synnefo.cyclades.ganeti.simulator.job.OperationRun;
import org.synnefo.cyclades.ganeti.simulator.script.HookEvent;

/** The operations that start, stop and reboot an instance. */
final class PowerHandlers {

  private PowerHandlers() {}

  /** {@code OP_INSTANCE_STARTUP}; a running instance is left running. */
  static final class Startup extends InstanceHandler {

    private final InstancePower power;

    Startup(OperationContext services, InstancePower power) {
      super(services);
      this.power = power;
    }

    @Override
    JsonNode execute(OperationRun run, Instance instance)
        throws OperationFailure, InterruptedException {
      run.work();
      Instance started = power.on(instance);
      String force = HookEvent.python(run.input().path("force").asBoolean());
      runHooks(
          run,
          new HookEvent(
              "instance-start",
              opcode(run),
              instance,
              HookEvent.status(instance.adminUp()),
              started,
              HookEvent.status(true),
              Map.of("FORCE", force)));
      return NOTHING;
    }
  }

  /** {@code OP_INSTANCE_SHUTDOWN}; a stopped instance stays stopped. */
  static final class Shutdown extends InstanceHandler {

    private final InstancePower power;

    Shutdown(OperationContext services, InstancePower power) {
      super(services);
      this.power = power;
    }

    @Override
    public void expandNames(OperationRun run) throws OperationFailure {
      super.expandNames(run);
      run.input().put("admin_state_source", "admin");
    }

    @Override
    JsonNode execute(OperationRun run, Instance instance) throws InterruptedException {
      run.work();
      Instance stopped = power.off(instance);
      runHooks(
          run,
          new HookEvent(
              "instance-stop",
              opcode(run),
              instance,
              HookEvent.status(instance.adminUp()),
              stopped,
              HookEvent.status(false),
              Map.of("TIMEOUT", run.input().path("timeout").asText())));
      return NOTHING;
    }
  }

  /** {@code OP_INSTANCE_REBOOT}; a stopped instance is started. */
  static final class Reboot extends InstanceHandler {

    private final InstancePower power;

    Reboot(OperationContext services, InstancePower power) {
      super(services);
      this.power = power;
    }

    @Override
    JsonNode execute(OperationRun run, Instance instance)
        throws OperationFailure, InterruptedException {
      boolean soft = "soft".equals(run.input().path("reboot_type").asText());
      if (!instance.running()) {
        run.info("Instance " + instance.name() + " was already stopped, starting now");
      }
      run.work();
      // A soft reboot happens inside the machine: its console stays open.
      Instance off = instance.running() && !soft ? power.off(instance) : instance;
      Instance started = power.on(off);
      runHooks(
          run,
          new HookEvent(
              "instance-reboot",
              opcode(run),
              instance,
              HookEvent.status(instance.adminUp()),
              started,
              HookEvent.status(true),
              parameters(run)));
      return NOTHING;
    }

    private static Map<String, String> parameters(OperationRun run) {
      return Map.of(
          "REBOOT_TYPE",
          run.input().path("reboot_type").asText(),
          "SHUTDOWN_TIMEOUT",
          run.input().path("shutdown_timeout").asText(),
          "IGNORE_SECONDARIES",
          HookEvent.python(run.input().path("ignore_secondaries").asBoolean()));
    }
  }
}
