package org.synnefo.cyclades.ganeti.client;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The contract between the client and any cluster. Subclasses provide the cluster and carry
 * {@code @QuarkusTest}. Every instance that a test creates has a unique name and is removed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class GanetiContract {

  private static final Duration GUEST_SHUTDOWN = Duration.ofSeconds(1);
  private static final Duration JOB_END = Duration.ofSeconds(60);

  @Inject GanetiClientFactory factory;

  private final String shared = newName();
  private final String sharedReason = newReason();
  private final List<String> leftovers = new ArrayList<>();
  private GanetiClient ganeti;
  private JobId sharedCreation;

  /** The cluster, with a user who has write access. */
  protected abstract ClusterAddress cluster();

  /** Parameters of the first NIC of an instance, without a name. */
  protected abstract Map<String, String> nic();

  /** Parameters of a NIC to add. */
  protected Map<String, String> secondNic() {
    return nic();
  }

  /** The hypervisor to use; empty for the cluster's default. */
  protected Optional<String> hypervisor() {
    return Optional.empty();
  }

  /** The OS definition to install. */
  protected String operatingSystem() {
    return "snf-image+default";
  }

  @BeforeAll
  void createSharedInstance() {
    ganeti = factory.connect(cluster());
    leftovers.add(shared);
    sharedCreation = ganeti.createInstance(diskless(shared).build(), sharedReason);
    succeeded(sharedCreation);
  }

  @AfterAll
  void removeInstances() {
    List<JobId> removals = new ArrayList<>();
    for (String name : leftovers) {
      if (ganeti.instance(name).isPresent()) {
        removals.add(ganeti.deleteInstance(name, GUEST_SHUTDOWN, newReason()));
      }
    }
    removals.forEach(this::succeeded);
    ganeti.close();
  }

  @Test
  void theClusterReportsItsConfiguration() {
    ClusterInfo info = ganeti.info();

    assertThat(UUID.fromString(info.uuid())).hasToString(info.uuid());
    assertThat(info.name()).isNotEmpty();
    assertThat(info.master()).isNotEmpty();
    assertThat(info.softwareVersion()).startsWith("3.");
    assertThat(info.enabledHypervisors()).contains(info.defaultHypervisor());
    assertThat(info.enabledDiskTemplates()).contains("diskless");
    assertThat(info.defaultAllocator()).isPresent();
  }

  @Test
  void onlyTheClusterThatIsMeantIsAsked() {
    GanetiClient meant = ganeti.ofCluster(ganeti.info().uuid());
    GanetiClient another = ganeti.ofCluster(UUID.randomUUID().toString());
    String reason = newReason();

    assertThat(meant.instance(shared)).isPresent();
    assertThat(meant.instance(newName())).isEmpty();
    assertThatThrownBy(() -> another.instance(newName()))
        .isInstanceOf(GanetiException.OtherCluster.class)
        .hasMessageContaining(ganeti.info().uuid());
    assertThatThrownBy(() -> another.startInstance(shared, reason))
        .isInstanceOf(GanetiException.OtherCluster.class);
    assertThat(ganeti.jobsWithReason(reason)).isEmpty();
  }

  @Test
  void tagsOfACreationAreTheInstancesTags() {
    String tag = "cyclades:deployment:" + UUID.randomUUID();
    String name = newInstanceName();

    succeeded(ganeti.createInstance(diskless(name).tags(List.of(tag)).build(), newReason()));

    assertThat(ganeti.instance(name).orElseThrow().tags()).containsExactly(tag);
    assertThat(ganeti.instances())
        .filteredOn(instance -> instance.name().equals(name))
        .singleElement()
        .satisfies(instance -> assertThat(instance.tags()).containsExactly(tag));
  }

  @Test
  void nodesReportTheirRoleAndCapacity() {
    List<NodeInfo> nodes = ganeti.nodes();

    assertThat(nodes).filteredOn(node -> node.role().equals("M")).hasSize(1);
    assertThat(nodes).extracting(NodeInfo::name).contains(ganeti.info().master());
    assertThat(nodes.get(0).memoryTotal())
        .hasValueSatisfying(size -> assertThat(size).isPositive());
    assertThat(nodes.get(0).cpus()).hasValueSatisfying(count -> assertThat(count).isPositive());
  }

  @Test
  void operatingSystemsAreListedWithTheirVariants() {
    assertThat(ganeti.operatingSystems()).contains(operatingSystem());
  }

  @Test
  void aFinishedCreationHasLogAndTimes() {
    JobInfo job = ganeti.job(sharedCreation).orElseThrow();

    assertThat(job.status()).isEqualTo(JobStatus.SUCCESS);
    assertThat(job.failure()).isEmpty();
    assertThat(job.operations())
        .singleElement()
        .satisfies(
            operation -> {
              assertThat(operation.opcode()).isEqualTo("OP_INSTANCE_CREATE");
              assertThat(operation.instance()).contains(shared);
              assertThat(operation.status()).isEqualTo(JobStatus.SUCCESS);
              assertThat(operation.reasons()).containsExactly(sharedReason);
            });
    assertThat(job.log())
        .isNotEmpty()
        .extracting(JobLogEntry::serial)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(job.log()).allSatisfy(entry -> assertThat(entry.text()).isNotEmpty());
    assertThat(job.received()).isPresent();
    assertThat(job.start().orElseThrow()).isAfterOrEqualTo(job.received().orElseThrow());
    assertThat(job.end().orElseThrow()).isAfterOrEqualTo(job.start().orElseThrow());
  }

  @Test
  void severalJobsAreReadWithOneRequest() {
    JobId failed = ganeti.createInstance(diskless(shared).build(), newReason());
    JobInfo end = ended(failed);
    JobId unknown = new JobId(Integer.MAX_VALUE);

    List<JobInfo> jobs = ganeti.jobs(List.of(failed, unknown, sharedCreation));

    assertThat(jobs).extracting(JobInfo::id).containsExactlyInAnyOrder(sharedCreation, failed);
    assertThat(jobs).contains(end, ganeti.job(sharedCreation).orElseThrow());
    assertThat(ganeti.jobs(List.of())).isEmpty();
  }

  @Test
  void anInstanceIsReportedAsRequested() {
    ensureRunning();

    InstanceInfo instance = ganeti.instance(shared).orElseThrow();

    assertThat(instance.name()).isEqualTo(shared);
    assertThat(instance.operState()).contains(true);
    assertThat(instance.status()).isEqualTo(InstanceStatus.RUNNING);
    assertThat(instance.adminState()).isEqualTo(AdminState.UP);
    assertThat(instance.primaryNode()).isNotEmpty();
    assertThat(instance.os()).isEqualTo(operatingSystem());
    assertThat(instance.diskTemplate()).isEqualTo("diskless");
    assertThat(instance.diskSizes()).isEmpty();
    assertThat(instance.vcpus()).isEqualTo(1);
    assertThat(instance.memory()).isEqualTo(256);
    assertThat(instance.tags()).contains("synnefo:contract");
    assertThat(instance.created())
        .isBetween(Instant.now().minusSeconds(3600), Instant.now().plusSeconds(60));
    NicInfo nic = instance.nics().get(0);
    assertThat(nic.index()).isZero();
    assertThat(nic.name()).contains("nic-first");
    assertThat(nic.mac()).matches("([0-9a-f]{2}:){5}[0-9a-f]{2}");
    assertThat(nic.uuid()).hasSize(36);
    if (nic().containsKey("link")) {
      assertThat(nic.link()).contains(nic().get("link"));
    }
  }

  @Test
  void theListContainsTheInstance() {
    InstanceInfo single = ganeti.instance(shared).orElseThrow();

    assertThat(ganeti.instances())
        .filteredOn(instance -> instance.name().equals(shared))
        .singleElement()
        .satisfies(
            listed -> {
              assertThat(listed.uuid()).isEqualTo(single.uuid());
              assertThat(listed.nics()).isEqualTo(single.nics());
            });
  }

  @Test
  void waitingReportsEachChangeUntilTheEnd() {
    String name = newInstanceName();
    JobId job = ganeti.createInstance(diskless(name).build(), newReason());

    List<JobLogEntry> log = new ArrayList<>();
    List<JobStatus> statuses = new ArrayList<>();
    JobStatus status = JobStatus.QUEUED;
    Instant deadline = Instant.now().plus(JOB_END);
    while (!status.isFinal() && Instant.now().isBefore(deadline)) {
      long serial = log.isEmpty() ? -1 : log.get(log.size() - 1).serial();
      WaitResult result = ganeti.waitForJobChange(job, status, serial);
      assertThat(result.changed()).isTrue();
      log.addAll(result.newLog());
      status = result.status();
      statuses.add(status);
    }

    assertThat(statuses).endsWith(JobStatus.SUCCESS);
    assertThat(log).isEqualTo(ganeti.job(job).orElseThrow().log());
  }

  @Test
  void anInstanceIsShutDownStartedAndRebooted() {
    ensureRunning();

    succeeded(ganeti.shutdownInstance(shared, GUEST_SHUTDOWN, newReason()));
    InstanceInfo stopped = ganeti.instance(shared).orElseThrow();
    assertThat(stopped.status()).isEqualTo(InstanceStatus.ADMIN_DOWN);
    assertThat(stopped.adminState()).isEqualTo(AdminState.DOWN);
    assertThat(stopped.isRunning()).isFalse();

    succeeded(ganeti.startInstance(shared, newReason()));
    assertThat(ganeti.instance(shared).orElseThrow().isRunning()).isTrue();

    succeeded(ganeti.startInstance(shared, newReason()));
    succeeded(ganeti.rebootInstance(shared, RebootType.HARD, GUEST_SHUTDOWN, newReason()));
    succeeded(ganeti.rebootInstance(shared, RebootType.SOFT, newReason()));
    assertThat(ganeti.instance(shared).orElseThrow().status()).isEqualTo(InstanceStatus.RUNNING);
  }

  @Test
  void aNicIsAddedChangedAndRemovedByName() {
    ensureRunning();
    Map<String, String> second = new HashMap<>(secondNic());
    second.put("name", "nic-second");

    succeeded(
        ganeti.modifyInstance(shared, ModifyInstance.nics(NicChange.add(second)), newReason()));
    List<NicInfo> nics = ganeti.instance(shared).orElseThrow().nics();
    assertThat(nics).hasSize(2);
    assertThat(nics.get(1).index()).isEqualTo(1);
    assertThat(nics.get(1).name()).contains("nic-second");

    NicChange rename = NicChange.modify("1", Map.of("name", "nic-renamed"));
    succeeded(ganeti.modifyInstance(shared, ModifyInstance.nics(rename), newReason()));
    assertThat(ganeti.instance(shared).orElseThrow().nics().get(1).name()).contains("nic-renamed");

    NicChange remove = NicChange.remove("nic-renamed");
    succeeded(ganeti.modifyInstance(shared, ModifyInstance.nics(remove), newReason()));
    assertThat(ganeti.instance(shared).orElseThrow().nics()).hasSize(1);
  }

  @Test
  void cpusAndMemoryAreChanged() {
    String name = newInstanceName();
    succeeded(ganeti.createInstance(diskless(name).build(), newReason()));
    succeeded(ganeti.shutdownInstance(name, GUEST_SHUTDOWN, newReason()));

    succeeded(ganeti.modifyInstance(name, ModifyInstance.size(2, 512), newReason()));

    InstanceInfo resized = ganeti.instance(name).orElseThrow();
    assertThat(resized.vcpus()).isEqualTo(2);
    assertThat(resized.memory()).isEqualTo(512);
  }

  @Test
  void tagsAreAddedListedAndRemoved() {
    String firewall = "synnefo:network:0:protected";

    JobInfo added = succeeded(ganeti.addTags(shared, List.of(firewall, "other"), newReason()));
    assertThat(added.operations().get(0).opcode()).isEqualTo("OP_TAGS_SET");
    assertThat(added.operations().get(0).instance()).contains(shared);
    assertThat(ganeti.tags(shared)).contains(firewall, "other");
    assertThat(ganeti.instance(shared).orElseThrow().tags()).contains(firewall, "other");

    succeeded(ganeti.deleteTags(shared, List.of(firewall, "other"), newReason()));
    assertThat(ganeti.tags(shared)).doesNotContain(firewall, "other");
    assertThatThrownBy(() -> ganeti.tags(newName())).isInstanceOf(GanetiException.NotFound.class);
  }

  @Test
  void anInstanceWithADiskIsCreatedGrownAndReinstalled() {
    assumeTrue(ganeti.info().enabledDiskTemplates().contains("file"));
    String name = newInstanceName();
    CreateInstance request =
        diskless(name).disks("file", List.of(CreateInstance.Disk.ofSize(1024))).build();

    succeeded(ganeti.createInstance(request, newReason()));
    assertThat(ganeti.instance(name).orElseThrow().diskSizes()).containsExactly(1024L);

    succeeded(ganeti.growDisk(name, 0, 512, newReason()));
    assertThat(ganeti.instance(name).orElseThrow().diskSizes()).containsExactly(1536L);

    succeeded(ganeti.growDiskTo(name, 0, 2048, newReason()));
    succeeded(ganeti.growDiskTo(name, 0, 2048, newReason()));
    assertThat(ganeti.instance(name).orElseThrow().diskSizes()).containsExactly(2048L);

    succeeded(ganeti.shutdownInstance(name, GUEST_SHUTDOWN, newReason()));
    ReinstallInstance again =
        new ReinstallInstance(Optional.empty(), Map.of("img_id", "image-2"), true);
    JobInfo reinstallation = succeeded(ganeti.reinstallInstance(name, again));
    assertThat(reinstallation.operations())
        .extracting(JobOperation::opcode)
        .containsExactly("OP_INSTANCE_SHUTDOWN", "OP_INSTANCE_REINSTALL", "OP_INSTANCE_STARTUP");
  }

  @Test
  void secretParametersAreAccepted() {
    assumeTrue(ganeti.info().enabledDiskTemplates().contains("file"));
    String name = newInstanceName();
    CreateInstance request =
        diskless(name)
            .disks("file", List.of(CreateInstance.Disk.ofSize(1024)))
            .osparamsSecret(Map.of("img_passwd", "example"))
            .build();

    succeeded(ganeti.createInstance(request, newReason()));
  }

  @Test
  void theDeploymentOverridesTheRequest() {
    String name = newInstanceName();
    CreateInstance request =
        diskless(name).overrides(Map.of("start", false, "beparams", Map.of("vcpus", 2))).build();

    succeeded(ganeti.createInstance(request, newReason()));

    InstanceInfo instance = ganeti.instance(name).orElseThrow();
    assertThat(instance.isRunning()).isFalse();
    assertThat(instance.vcpus()).isEqualTo(2);
    assertThat(instance.memory()).isEqualTo(256);
  }

  @Test
  void aSecondInstanceOfTheSameNameFailsInItsJob() {
    JobInfo job = ended(ganeti.createInstance(diskless(shared).build(), newReason()));

    assertThat(job.status()).isEqualTo(JobStatus.ERROR);
    JobFailure failure = job.failure().orElseThrow();
    assertThat(failure.code()).isEqualTo(JobFailure.ALREADY_EXISTS);
    assertThat(failure.text()).contains(shared);
  }

  @Test
  void anUnknownInstanceFailsInTheJob() {
    String unknown = newName();
    List<JobId> jobs =
        List.of(
            ganeti.startInstance(unknown, newReason()),
            ganeti.shutdownInstance(unknown, GUEST_SHUTDOWN, newReason()),
            ganeti.deleteInstance(unknown, newReason()));

    assertThat(jobs)
        .allSatisfy(
            id -> {
              JobInfo job = ended(id);
              assertThat(job.status()).isEqualTo(JobStatus.ERROR);
              assertThat(job.failure().orElseThrow().code()).isEqualTo(JobFailure.UNKNOWN_ENTITY);
            });
  }

  @Test
  void missingObjectsAreEmpty() {
    JobId unknownJob = new JobId(99_999_999);

    assertThat(ganeti.instance(newName())).isEmpty();
    assertThat(ganeti.job(unknownJob)).isEmpty();
    assertThat(ganeti.jobsWithReason(newReason())).isEmpty();
    assertThatThrownBy(() -> ganeti.waitForJobChange(unknownJob, JobStatus.QUEUED, -1))
        .isInstanceOf(GanetiException.NotFound.class);
  }

  @Test
  void jobsAreFoundByTheirReason() {
    assertThat(ganeti.jobsWithReason(sharedReason))
        .singleElement()
        .satisfies(
            job -> {
              assertThat(job.id()).isEqualTo(sharedCreation);
              assertThat(job.status()).isEqualTo(JobStatus.SUCCESS);
            });
    for (ChangeWithReason change : changesThatKeepTheirReason()) {
      String reason = newReason();
      JobId job = change.submit(reason);
      assertThat(ganeti.jobsWithReason(reason)).extracting(JobInfo::id).containsExactly(job);
      ended(job);
    }
  }

  private List<ChangeWithReason> changesThatKeepTheirReason() {
    return List.of(
        reason -> ganeti.startInstance(shared, reason),
        reason -> ganeti.addTags(shared, List.of("found"), reason),
        reason -> ganeti.deleteTags(shared, List.of("found"), reason),
        reason -> ganeti.modifyInstance(shared, ModifyInstance.size(1, 256), reason),
        reason -> ganeti.deleteInstance(newName(), reason));
  }

  private interface ChangeWithReason {
    JobId submit(String reason);
  }

  @Test
  void theListOfJobsHasSummaries() {
    assertThat(ganeti.jobs())
        .filteredOn(job -> job.id().equals(sharedCreation))
        .singleElement()
        .satisfies(
            job -> {
              assertThat(job.status()).isEqualTo(JobStatus.SUCCESS);
              assertThat(job.opcodes()).containsExactly("OP_INSTANCE_CREATE");
              assertThat(job.instances()).containsExactly(shared);
              assertThat(job.reasons()).containsExactly(sharedReason);
            });
  }

  @Test
  void aFinishedJobIsNotCancelled() {
    assertThat(ganeti.cancelJob(sharedCreation)).isFalse();
  }

  @Test
  void aWrongPasswordIsRejected() {
    ClusterAddress right = cluster();
    ClusterAddress wrong =
        new ClusterAddress(
            right.endpoints(),
            right.user(),
            "wrong " + right.password(),
            right.certificateAuthority());

    try (GanetiClient stranger = factory.connect(wrong)) {
      assertThatThrownBy(stranger::info).isInstanceOf(GanetiException.Refused.class);
      assertThatThrownBy(() -> stranger.startInstance(shared, newReason()))
          .isInstanceOf(GanetiException.Refused.class);
    }
  }

  @Test
  void anInvalidRequestIsRejectedWithAReason() {
    CreateInstance request = diskless(newName()).overrides(Map.of("nonsense", 1)).build();

    assertThatThrownBy(() -> ganeti.createInstance(request, newReason()))
        .isInstanceOf(GanetiException.Rejected.class)
        .hasMessageContaining("'nonsense'");
  }

  @Test
  void anInstanceIsDeleted() {
    String name = newInstanceName();
    succeeded(ganeti.createInstance(diskless(name).build(), newReason()));

    succeeded(ganeti.deleteInstance(name, GUEST_SHUTDOWN, newReason()));

    assertThat(ganeti.instance(name)).isEmpty();
  }

  private CreateInstance.Builder diskless(String name) {
    Map<String, String> first = new HashMap<>(nic());
    first.put("name", "nic-first");
    return CreateInstance.named(name)
        .nics(List.of(first))
        .os(operatingSystem(), Map.of("img_id", "image-1"))
        .hypervisor(hypervisor())
        .size(1, 256)
        .tags(List.of("synnefo:contract"));
  }

  private void ensureRunning() {
    succeeded(ganeti.startInstance(shared, newReason()));
  }

  private JobInfo succeeded(JobId id) {
    JobInfo job = ended(id);
    assertThat(job.status()).as("%s", job).isEqualTo(JobStatus.SUCCESS);
    return job;
  }

  private JobInfo ended(JobId id) {
    return await()
        .atMost(JOB_END)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> ganeti.job(id).orElseThrow(), job -> job.status().isFinal());
  }

  private String newInstanceName() {
    String name = newName();
    leftovers.add(name);
    return name;
  }

  private static String newName() {
    return "contract-" + UUID.randomUUID();
  }

  private static String newReason() {
    return "cyclades:" + UUID.randomUUID();
  }
}
