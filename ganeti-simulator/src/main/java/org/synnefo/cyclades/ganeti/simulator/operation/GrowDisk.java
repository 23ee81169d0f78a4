package org.synnefo.cyclades.ganeti.simulator.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.synnefo.cyclades.ganeti.simulator.cluster.Disk;
import org.synnefo.cyclades.ganeti.simulator.cluster.Instance;
import org.synnefo.cyclades.ganeti.simulator.job.OperationFailure;
import org.synnefo.cyclades.ganeti.simulator.job.OperationRun;

/** {@code OP_INSTANCE_GROW_DISK}. */
final class GrowDisk extends InstanceHandler {

  private final DiskStore disks;

  GrowDisk(OperationContext services, DiskStore disks) {
    super(services);
    this.disks = disks;
  }

  @Override
  JsonNode execute(OperationRun run, Instance instance)
      throws OperationFailure, InterruptedException {
    int index = run.input().path("disk").asInt();
    if (index >= instance.disks().size()) {
      throw OperationFailure.prerequisite(
          "Invalid disk index: %d (instace has disks 0 to %d"
              .formatted(index, instance.disks().size() - 1),
          ErrorCode.WRONG_INPUT);
    }
    Disk disk = instance.disks().get(index);
    long amount = run.input().path("amount").asLong();
    long target = run.input().path("absolute").asBoolean() ? amount : disk.size() + amount;
    if (target < disk.size()) {
      throw OperationFailure.prerequisite(
          "Requested size (%s) is smaller than current disk size (%s)"
              .formatted(DiskStore.text(target), DiskStore.text(disk.size())),
          ErrorCode.WRONG_STATE);
    }
    run.log(
        "Growing disk %d of instance '%s' by %s to %s"
            .formatted(
                index,
                instance.name(),
                DiskStore.text(target - disk.size()),
                DiskStore.text(target)));
    run.work();
    Disk grown = disk.withSize(target);
    disks.make(grown);
    List<Disk> changed = new ArrayList<>(instance.disks());
    changed.set(index, grown);
    services().cluster().update(instance.name(), old -> old.withDisks(changed));
    return NOTHING;
  }
}
