package org.synnefo.cyclades.ganeti.simulator.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.synnefo.cyclades.ganeti.simulator.cluster.Cluster;
import org.synnefo.cyclades.ganeti.simulator.cluster.Disk;
import org.synnefo.cyclades.ganeti.simulator.cluster.Instance;
import org.synnefo.cyclades.ganeti.simulator.cluster.InstanceDefaults;
import org.synnefo.cyclades.ganeti.simulator.cluster.Network;
import org.synnefo.cyclades.ganeti.simulator.cluster.Nic;
import org.synnefo.cyclades.ganeti.simulator.job.OperationFailure;
import org.synnefo.cyclades.ganeti.simulator.job.OperationHandler;
import org.synnefo.cyclades.ganeti.simulator.job.OperationRun;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;
import org.synnefo.cyclades.ganeti.simulator.script.HookEvent;

/** {@code OP_INSTANCE_CREATE}. */
final class CreateInstance implements OperationHandler {

  private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,255}");
  private static final String DISKLESS = "diskless";

  private final OperationContext services;
  private final Cluster cluster;
  private final InstancePower power;
  private final DiskStore disks;
  private final NicFactory nics;

  CreateInstance(OperationContext services, InstancePower power, DiskStore disks, NicFactory nics) {
    this.services = services;
    this.cluster = services.cluster();
    this.power = power;
    this.disks = disks;
    this.nics = nics;
  }

  private static String name(ObjectNode input) {
    return input.path("instance_name").asText();
  }

  @Override
  public Optional<String> lock(ObjectNode input) {
    return Optional.of(name(input));
  }

  @Override
  public void expandNames(OperationRun run) throws OperationFailure {
    ObjectNode input = run.input();
    if (!NAME.matcher(name(input)).matches()) {
      throw OperationFailure.prerequisite(
          "Invalid hostname '" + name(input) + "'", ErrorCode.WRONG_INPUT);
    }
    for (JsonNode nic : input.path("nics")) {
      checkNic(nic);
    }
    String template = input.path("disk_template").asText(DISKLESS);
    List<String> templates = new ArrayList<>();
    InstanceDefaults.cluster()
        .path("enabled_disk_templates")
        .forEach(enabled -> templates.add(enabled.asText()));
    if (!templates.contains(template)) {
      throw OperationFailure.prerequisite(
          "Disk template '%s' is not enabled in cluster. Enabled disk templates are: %s"
              .formatted(template, String.join(",", templates)),
          null);
    }
    checkIsNew(name(input));
  }

  private static void checkNic(JsonNode nic) throws OperationFailure {
    boolean inNetwork = NicFactory.text(nic, "network") != null;
    if (inNetwork && (nic.hasNonNull("mode") || nic.hasNonNull("link"))) {
      throw OperationFailure.prerequisite(
          "If network is given, no mode or link is allowed to be passed", ErrorCode.WRONG_INPUT);
    }
    if (!inNetwork && NicFactory.POOL.equals(NicFactory.text(nic, "ip"))) {
      throw OperationFailure.prerequisite(
          "if ip=pool, parameter network must be passed too", ErrorCode.WRONG_INPUT);
    }
  }

  private void checkIsNew(String name) throws OperationFailure {
    if (cluster.instance(name).isPresent()) {
      throw OperationFailure.prerequisite(
          "Instance '" + name + "' is already in the cluster", ErrorCode.ALREADY_EXISTS);
    }
  }

  @Override
  public JsonNode execute(OperationRun run) throws OperationFailure, InterruptedException {
    try {
      Instance planned = plan(run);
      if (run.input().path("dry_run").asBoolean()) {
        run.info("dry-run mode requested, not actually executing the operation");
        return PythonJson.array().add(cluster.identity().nodeUuid());
      }
      make(run, planned);
      Instance created = deploy(run, planned);
      services
          .hooks()
          .run(
              new HookEvent(
                  "instance-add",
                  "OP_INSTANCE_CREATE",
                  created,
                  HookEvent.python(run.input().path("start").asBoolean()),
                  created,
                  HookEvent.python(run.input().path("start").asBoolean()),
                  Map.of("ADD_MODE", "create")),
              run::warn);
      return PythonJson.array().add(cluster.node().name());
    } finally {
      cluster.reservations().release(run.job());
    }
  }

  /** Validates everything and reserves the addresses. */
  private Instance plan(OperationRun run) throws OperationFailure {
    ObjectNode input = run.input();
    // Another job may have created it while this one was waiting.
    checkIsNew(name(input));
    String hypervisor = hypervisor(input);
    Parameters.checkHypervisor(hypervisor, input.path("hvparams"));
    ObjectNode beparams = Parameters.backend(input.path("beparams"));
    input.set("beparams", beparams);
    for (JsonNode nic : input.path("nics")) {
      nics.network(nic);
    }
    List<Disk> plannedDisks =
        isDiskless(input) ? List.of() : disks.plan(name(input), input.path("disks"));
    allocate(run, beparams.path("maxmem").asLong(128));
    Parameters.checkSystem(
        input.path("os_type").asText(), Parameters.system(run).keySet(), cluster.node().name());
    List<Nic> plannedNics = new ArrayList<>();
    for (JsonNode nic : input.path("nics")) {
      plannedNics.add(nic(run, plannedNics.size(), nic));
    }
    TreeSet<String> tags = new TreeSet<>();
    input.path("tags").forEach(tag -> tags.add(tag.asText()));
    BigDecimal now = cluster.now();
    return new Instance(
        name(input),
        Cluster.newUuid(),
        input.path("os_type").asText(),
        hypervisor,
        input.path("disk_template").asText(DISKLESS),
        plannedDisks,
        plannedNics,
        beparams,
        PythonJson.object().setAll((ObjectNode) input.path("hvparams")),
        PythonJson.object().setAll((ObjectNode) input.path("osparams")),
        false,
        false,
        power.newPort(hypervisor),
        List.copyOf(tags),
        now,
        now,
        1);
  }

  private static boolean isDiskless(ObjectNode input) {
    return input.path("disk_template").asText(DISKLESS).equals(DISKLESS);
  }

  private static String hypervisor(ObjectNode input) throws OperationFailure {
    String hypervisor = input.path("hypervisor").asText(Cluster.HYPERVISORS.get(0));
    if (!Cluster.HYPERVISORS.contains(hypervisor)) {
      throw OperationFailure.prerequisite(
          "Selected hypervisor (%s) not enabled in the cluster (%s)"
              .formatted(hypervisor, String.join(",", Cluster.HYPERVISORS)),
          ErrorCode.WRONG_STATE);
    }
    input.put("hypervisor", hypervisor);
    return hypervisor;
  }

  /** Checks for free memory; the message is that of the allocator {@code hail}. */
  private void allocate(OperationRun run, long memory) throws OperationFailure {
    if (memory > cluster.freeMemory()) {
      throw OperationFailure.prerequisite(
          "Can't compute nodes using iallocator 'hail': Request failed: Group default"
              + " (preferred): No valid allocation solutions, failure reasons: FailMem: 1",
          ErrorCode.INSUFFICIENT_RESOURCES);
    }
    ObjectNode input = run.input();
    String node = cluster.node().name();
    input.put("iallocator", "hail");
    input.put("pnode", node);
    input.put("pnode_uuid", cluster.identity().nodeUuid());
    for (String kind : List.of("osparams_private", "osparams_secret")) {
      if (input.path(kind).isNull()) {
        input.putObject(kind);
      }
    }
    run.info("Selected nodes for instance " + name(input) + " via iallocator hail: " + node);
  }

  private Nic nic(OperationRun run, int index, JsonNode parameters) throws OperationFailure {
    Network network = nics.network(parameters);
    if (network != null) {
      run.info(
          "NIC/%d inherits netparams ['%s', '%s', '']"
              .formatted(index, network.link(), network.mode()));
    }
    return nics.make(run, index, parameters);
  }

  private void make(OperationRun run, Instance planned) throws InterruptedException {
    for (int index = 0; index < planned.disks().size(); index++) {
      long size = planned.disks().get(index).size();
      run.log("* disk " + index + ", size " + DiskStore.text(size));
    }
    run.log("* creating instance disks...");
    planned.disks().forEach(disks::make);
    run.work();
    run.log("adding instance " + planned.name() + " to cluster config");
    cluster.add(planned);
    run.log("adding disks to cluster config");
    if (!planned.disks().isEmpty() && run.input().path("wait_for_sync").asBoolean()) {
      run.info("Waiting for instance " + planned.name() + " to sync disks");
      run.info("Instance " + planned.name() + "'s disks are in sync");
    }
  }

  private Instance deploy(OperationRun run, Instance planned)
      throws OperationFailure, InterruptedException {
    boolean install = !run.input().path("no_install").asBoolean();
    if (install && !planned.disks().isEmpty()) {
      run.log("* running the instance OS create scripts...");
      Optional<String> problem =
          services.osScripts().create(planned, Parameters.system(run), false);
      if (problem.isPresent()) {
        throw OperationFailure.execution(
            "Could not add os for instance %s on node %s: %s"
                .formatted(planned.name(), cluster.node().name(), problem.get()));
      }
    }
    if (run.input().path("start").asBoolean()) {
      run.log("* starting instance...");
      run.work();
      return power.on(planned);
    }
    return planned;
  }
}
