package org.synnefo.cyclades.ganeti.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * What a cluster does, be it a real one or the simulator: both pass the same tests, so that they
 * can't drift apart.
 */
public abstract class GanetiContract {

  private static final Duration JOB_PATIENCE = Duration.ofSeconds(60);

  private GanetiClient client;
  private String name;
  private String reason;

  /** The cluster to test. */
  protected abstract ClusterAddress cluster();

  /** A NIC that the cluster can make. */
  protected Map<String, String> nic() {
    return Map.of("mode", "bridged", "link", "br0");
  }

  @BeforeEach
  void connect() {
    client = new GanetiClientFactory().connect(cluster());
    name = "contract-" + UUID.randomUUID().toString().substring(0, 8);
    reason = "cyclades:" + UUID.randomUUID();
  }

  @AfterEach
  void removeAndDisconnect() {
    if (client.instance(name).isPresent()) {
      ended(client.deleteInstance(name, "clean-up"));
    }
    client.close();
  }

  @Test
  void tellsWhatItIs() {
    assertThat(client.info().softwareVersion()).isNotBlank();
    assertThat(client.nodes())
        .isNotEmpty()
        .allSatisfy(node -> assertThat(node.freeMemory()).isPositive());
  }

  @Test
  void anInstanceIsCreatedRunsAndIsGoneWhenDeleted() {
    JobInfo created = ended(client.createInstance(diskless(name), reason));

    assertThat(created.status()).isEqualTo(JobStatus.SUCCESS);
    assertThat(created.opcode(0)).isEqualTo("OP_INSTANCE_CREATE");
    assertThat(created.instance(0)).contains(name);
    assertThat(created.endTime()).isPresent();
    InstanceInfo instance = client.instance(name).orElseThrow();
    assertThat(instance.running()).isTrue();
    assertThat(instance.nics())
        .singleElement()
        .satisfies(nic -> assertThat(nic.mac()).contains(":"));
    assertThat(client.instances()).extracting(InstanceInfo::name).contains(name);

    assertThat(ended(client.deleteInstance(name, reason)).status()).isEqualTo(JobStatus.SUCCESS);
    assertThat(client.instance(name)).isEmpty();
  }

  @Test
  void aJobIsFoundAgainByItsReason() {
    long job = client.createInstance(diskless(name), reason);

    assertThat(client.jobsWithReason(reason)).extracting(JobInfo::id).containsExactly(job);
    assertThat(client.jobsWithReason(reason + "-other")).isEmpty();
    ended(job);
  }

  @Test
  void anInstanceStopsStartsAndReboots() {
    ended(client.createInstance(diskless(name), reason));

    assertThat(ended(client.shutdownInstance(name, Duration.ofSeconds(2), reason)).status())
        .isEqualTo(JobStatus.SUCCESS);
    assertThat(client.instance(name).orElseThrow().status()).isEqualTo("ADMIN_down");
    assertThat(ended(client.startInstance(name, reason)).opcode(0))
        .isEqualTo("OP_INSTANCE_STARTUP");
    assertThat(client.instance(name).orElseThrow().status()).isEqualTo("running");
    assertThat(ended(client.rebootInstance(name, RebootType.HARD, reason)).status())
        .isEqualTo(JobStatus.SUCCESS);
    assertThat(client.instance(name).orElseThrow().status()).isEqualTo("running");
  }

  @Test
  void nicsAreAddedAndRemoved() {
    ended(client.createInstance(diskless(name), reason));

    JobInfo added = ended(client.modifyInstance(name, ModifyInstance.addNic(nic()), reason));
    assertThat(added.status()).isEqualTo(JobStatus.SUCCESS);
    List<InstanceInfo.NicInfo> nics = client.instance(name).orElseThrow().nics();
    assertThat(nics).hasSize(2).extracting(InstanceInfo.NicInfo::mac).doesNotHaveDuplicates();

    assertThat(ended(client.modifyInstance(name, ModifyInstance.removeNic("1"), reason)).status())
        .isEqualTo(JobStatus.SUCCESS);
    assertThat(client.instance(name).orElseThrow().nics()).containsExactly(nics.get(0));
  }

  @Test
  void tagsAreAddedAndRemoved() {
    ended(client.createInstance(diskless(name), reason));

    ended(client.addTags(name, List.of("a:b", "c:d"), reason));
    assertThat(client.tags(name)).containsExactlyInAnyOrder("a:b", "c:d");
    ended(client.deleteTags(name, List.of("a:b"), reason));
    assertThat(client.tags(name)).containsExactly("c:d");
  }

  @Test
  void aNameThatExistsFailsInTheJobWithItsCode() {
    ended(client.createInstance(diskless(name), reason));

    JobInfo second = ended(client.createInstance(diskless(name), reason));

    assertThat(second.status()).isEqualTo(JobStatus.ERROR);
    assertThat(second.failure())
        .hasValueSatisfying(
            failure -> {
              assertThat(failure.errorClass()).isEqualTo("OpPrereqError");
              assertThat(failure.code()).isEqualTo("already_exists");
              assertThat(failure.message()).contains(name);
            });
  }

  @Test
  void aChangeOfAnUnknownInstanceFailsInTheJob() {
    for (long job :
        List.of(client.startInstance(name, reason), client.deleteInstance(name, reason))) {
      assertThat(ended(job).failure())
          .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo("unknown_entity"));
    }
  }

  @Test
  void whatIsUnknownIsEmpty() {
    assertThat(client.instance(name)).isEmpty();
    assertThat(client.job(987_654_321)).isEmpty();
  }

  @Test
  void aRequestOfTheWrongShapeIsRejectedWithAnExplanation() {
    CreateInstance wrong =
        new CreateInstance(
            name,
            "no-such-template",
            null,
            List.of(),
            List.of(),
            "os",
            Map.of(),
            null,
            Map.of(),
            null);

    assertThatThrownBy(() -> client.createInstance(wrong, reason))
        .isInstanceOf(GanetiException.Rejected.class);
  }

  @Test
  void aWrongPasswordIsRefused() {
    ClusterAddress wrong =
        new ClusterAddress(
            cluster().endpoints(), cluster().user(), "wrong", cluster().certificateAuthority());

    try (GanetiClient stranger = new GanetiClientFactory().connect(wrong)) {
      assertThatThrownBy(stranger::instances).isInstanceOf(GanetiException.Refused.class);
    }
  }

  @Test
  void anotherEndpointIsAskedWhereTheFirstIsAway() {
    ClusterAddress twoEndpoints =
        new ClusterAddress(
            List.of(URI.create("http://127.0.0.1:1"), cluster().endpoints().get(0)),
            cluster().user(),
            cluster().password(),
            cluster().certificateAuthority());

    try (GanetiClient patient = new GanetiClientFactory().connect(twoEndpoints)) {
      assertThat(patient.info().name()).isNotBlank();
    }
  }

  private CreateInstance diskless(String instance) {
    return new CreateInstance(
        instance,
        "diskless",
        null,
        List.of(),
        List.of(nic()),
        "snf-image+default",
        Map.of("img_id", "image-1"),
        null,
        Map.of("vcpus", 1, "memory", 128),
        null);
  }

  private JobInfo ended(long job) {
    return await()
        .atMost(JOB_PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> client.job(job).orElseThrow(), found -> found.status().isTerminal());
  }
}
