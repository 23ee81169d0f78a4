package org.synnefo.cyclades.ganeti.simulator.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import org.synnefo.cyclades.ganeti.simulator.cluster.Disk;
import org.synnefo.cyclades.ganeti.simulator.cluster.Instance;
import org.synnefo.cyclades.ganeti.simulator.job.OperationFailure;
import org.synnefo.cyclades.ganeti.simulator.job.OperationRun;

/** Changes the disks of an instance, and reports the changes like Ganeti. */
final class DiskChanges {

  private static final String KIND = "disk";

  private final DiskStore factory;
  private final OperationRun run;
  private final Instance instance;
  private final List<Disk> disks;
  private final ArrayNode result;
  private final boolean hotplug;

  DiskChanges(
      DiskStore factory, OperationRun run, Instance instance, ArrayNode result, boolean hotplug) {
    this.factory = factory;
    this.run = run;
    this.instance = instance;
    this.disks = new ArrayList<>(instance.disks());
    this.result = result;
    this.hotplug = hotplug;
  }

  List<Disk> disks() {
    return disks;
  }

  void apply(JsonNode change) throws OperationFailure {
    ListChange parsed = ListChange.parse(change);
    switch (parsed.action()) {
      case ListChange.ADD -> add(parsed);
      case ListChange.REMOVE -> remove(parsed);
      default -> rename(parsed);
    }
  }

  private void add(ListChange change) throws OperationFailure {
    int index = disks.size();
    Disk disk = factory.plan(instance.name(), index, change.parameters());
    run.log("* disk " + index + ", size " + DiskStore.text(disk.size()));
    factory.make(disk);
    disks.add(disk);
    report("disk/" + index, "add:size=" + disk.size() + ",mode=rw");
  }

  private void remove(ListChange change) throws OperationFailure {
    int index = change.index(KIND, disks, Disk::name, Disk::uuid);
    if (instance.adminUp() && !hotplug) {
      throw OperationFailure.prerequisite(
          "Instance '%s' is marked to be up, can't remove volume from a running instance without using hotplug"
              .formatted(instance.name()),
          ErrorCode.WRONG_STATE);
    }
    factory.delete(disks.remove(index));
    report("disk/" + index, "remove");
  }

  private void rename(ListChange change) throws OperationFailure {
    int index = change.index(KIND, disks, Disk::name, Disk::uuid);
    Disk disk = disks.get(index);
    String name = NicFactory.text(change.parameters(), "name");
    disks.set(index, new Disk(disk.uuid(), name, disk.size(), disk.path()));
    report("disk.name/" + index, name);
  }

  private void report(String what, String how) {
    result.addArray().add(what).add(how);
  }
}
