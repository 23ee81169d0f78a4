package org.synnefo.cyclades.ganeti.client.rapi;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synnefo.cyclades.ganeti.client.GanetiClient;
import org.synnefo.cyclades.ganeti.client.GanetiClientFactory;
import org.synnefo.cyclades.ganeti.client.GanetiException;
import org.synnefo.cyclades.ganeti.client.InstanceInfo;
import org.synnefo.cyclades.ganeti.client.InstanceStatus;
import org.synnefo.cyclades.ganeti.client.JobFailure;
import org.synnefo.cyclades.ganeti.client.JobId;
import org.synnefo.cyclades.ganeti.client.JobInfo;
import org.synnefo.cyclades.ganeti.client.JobLogEntry;
import org.synnefo.cyclades.ganeti.client.JobOperation;
import org.synnefo.cyclades.ganeti.client.JobStatus;
import org.synnefo.cyclades.ganeti.client.NicInfo;
import org.synnefo.cyclades.ganeti.client.WaitResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@QuarkusTest
class RecordedResponsesTest {

  private static final JobId JOB = new JobId(23);

  @Inject GanetiClientFactory factory;

  private RecordedCluster cluster;
  private GanetiClient ganeti;

  @BeforeEach
  void start() {
    cluster = new RecordedCluster();
    ganeti = factory.connect(cluster.address());
  }

  @AfterEach
  void stop() {
    ganeti.close();
    cluster.close();
  }

  @Test
  void theClusterInfoIsRead() {
    cluster.says(200, "info");

    assertThat(ganeti.info().name()).isEqualTo("cluster.example.com");
    cluster.says(200, "info");
    assertThat(ganeti.info().defaultAllocator()).contains("hail");
  }

  @Test
  void nodesAndOperatingSystemsAreRead() {
    cluster.says(200, "nodes-bulk").says(200, "os");

    assertThat(ganeti.nodes())
        .singleElement()
        .satisfies(node -> assertThat(node.memoryFree()).contains(22888L));
    assertThat(ganeti.operatingSystems()).containsExactly("snf-image+default");
  }

  @Test
  void anInstanceHasItsNicsInOrder() {
    cluster.says(200, "instance");

    InstanceInfo instance = ganeti.instance("snf-1").orElseThrow();

    assertThat(instance.status()).isEqualTo(InstanceStatus.RUNNING);
    assertThat(instance.networkPort()).isEmpty();
    assertThat(instance.memory()).isEqualTo(512);
    assertThat(instance.modified()).isEqualTo(Instant.ofEpochMilli(1795409038293L));
    assertThat(instance.nics())
        .containsExactly(
            nic(0, "114fa9de-35ee-4dcd-ab18-8c65c54629c9", "46:92", "203.0.113.2"),
            nic(1, "1a55efe6-e29e-4a97-9502-f38698441763", "c4:b9", "203.0.113.77"));
  }

  private static NicInfo nic(int index, String uuid, String macEnd, String ip) {
    return new NicInfo(
        index,
        uuid,
        Optional.of("9a1c0a4e-nic-" + (index + 1)),
        (index == 0 ? "aa:00:10:18:" : "aa:00:10:3c:") + macEnd,
        Optional.of(ip),
        Optional.of("bridged"),
        Optional.of("br0"),
        Optional.of("e849b148-f789-43f7-99cc-f9eaf1d224c9"),
        Optional.of("snf-net-1"));
  }

  @Test
  void anInstanceWithAConsoleHasItsPortAndDisks() {
    cluster.says(200, "instance-kvm");

    InstanceInfo instance = ganeti.instance("snf-kvm").orElseThrow();

    assertThat(instance.networkPort()).contains(11000);
    assertThat(instance.primaryNode()).isEqualTo("node1.example.com");
    assertThat(instance.diskSizes()).containsExactly(1024L);
  }

  @Test
  void allInstancesAreReadWithOneRequest() {
    cluster.says(200, "instances-bulk");

    assertThat(ganeti.instances()).extracting(InstanceInfo::name).contains("snf-1");
    assertThat(cluster.lastRequest().uri()).isEqualTo("/2/instances?bulk=1");
  }

  @Test
  void aFinishedJobHasLogAndTimes() {
    cluster.says(200, "instance-create-job");

    JobInfo job = ganeti.job(JOB).orElseThrow();

    assertThat(job.status()).isEqualTo(JobStatus.SUCCESS);
    assertThat(job.received()).contains(Instant.ofEpochSecond(1795409037, 69_113_000));
    assertThat(job.lastLogSerial()).isEqualTo(8);
    assertThat(job.log().get(4))
        .isEqualTo(
            new JobLogEntry(
                5,
                Instant.ofEpochSecond(1795409038, 43_187_000),
                "message",
                "* creating instance disks..."));
    assertThat(job.toString()).doesNotContain("img_passwd");
  }

  @Test
  void aFailedJobHasCodeAndText() {
    cluster.says(200, "error-create-exists-job").says(200, "error-create-os-fails-job");

    assertThat(ganeti.job(JOB).orElseThrow().failure())
        .contains(
            new JobFailure(
                JobFailure.ALREADY_EXISTS, "Instance 'snf-1' is already in the cluster"));
    JobFailure withoutCode = ganeti.job(JOB).orElseThrow().failure().orElseThrow();
    assertThat(withoutCode.code()).isEqualTo("OpExecError");
    assertThat(withoutCode.text()).startsWith("Could not add os").endsWith("asked for a failure");
  }

  @Test
  void aCancelledJobHasTheCancelledCode() {
    cluster.says(200, "job-cancelled");

    JobInfo job = ganeti.job(JOB).orElseThrow();

    assertThat(job.status()).isEqualTo(JobStatus.CANCELED);
    assertThat(job.failure())
        .contains(new JobFailure(JobFailure.CANCELED, "Job canceled by request"));
  }

  @Test
  void aJobOfSeveralOperationsHasEachWithItsStatus() {
    cluster.says(200, "job-running");

    JobInfo job = ganeti.job(new JobId(50)).orElseThrow();

    assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
    assertThat(job.end()).isEmpty();
    assertThat(job.operations())
        .extracting(JobOperation::status)
        .containsExactly(JobStatus.SUCCESS, JobStatus.RUNNING);
    assertThat(job.operations().get(1).log()).hasSize(2);
  }

  @Test
  void anOperationOnTagsNamesItsInstance() {
    cluster.says(200, "instance-tags-add-job");

    assertThat(ganeti.job(JOB).orElseThrow().operations().get(0).instance()).contains("snf-1");
  }

  @Test
  void aJobThatNeverExistedIsEmpty() {
    cluster.says(200, "job-unknown");

    assertThat(ganeti.job(new JobId(999999))).isEmpty();
  }

  @Test
  void waitingReturnsNewLogLinesOrNoChange() {
    cluster.says(200, "wait-new-log").says(200, "wait-timeout");

    WaitResult news = ganeti.waitForJobChange(JOB, JobStatus.RUNNING, -1);
    WaitResult noNews = ganeti.waitForJobChange(JOB, JobStatus.RUNNING, 2);

    assertThat(news.changed()).isTrue();
    assertThat(news.newLog()).hasSize(2);
    assertThat(noNews).isEqualTo(new WaitResult(false, JobStatus.RUNNING, List.of()));
  }

  @Test
  void cancellingReportsWhetherItSucceeded() {
    cluster.says(200, "job-cancel").says(200, "job-cancel-running");

    assertThat(ganeti.cancelJob(JOB)).isTrue();
    assertThat(ganeti.cancelJob(JOB)).isFalse();
  }

  @Test
  void allJobsAreSummarizedOldestFirst() {
    cluster.says(200, "jobs-bulk");

    assertThat(ganeti.jobs())
        .hasSizeGreaterThan(40)
        .isSortedAccordingTo((a, b) -> Long.compare(a.id().value(), b.id().value()));
  }

  @Test
  void aJobIdMayBeAString() {
    cluster.says(200, "application/json", "\"4711\"\n");

    assertThat(ganeti.startInstance("snf-1", "reason")).isEqualTo(new JobId(4711));
  }

  @Test
  void anUnknownInstanceIsEmpty() {
    cluster.says(404, "error-404-instance");

    assertThat(ganeti.instance("nosuch")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "400, error-400-unknown-parameter, Rejected",
    "401, error-401-wrong-user, Refused",
    "403, error-403-read-user-writes, Refused",
    "404, error-404-instance, NotFound",
    "500, error-500-tags-unknown-instance, NotFound",
    "500, error-500-wait-unknown-job, NotFound"
  })
  void errorsOfGanetiHaveTheirOwnType(int status, String resource, String type) {
    cluster.says(status, resource);

    GanetiException failure =
        catchThrowableOfType(GanetiException.class, () -> ganeti.tags("snf-1"));

    assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
  }

  @Test
  void aRejectionHasTheExplanationAsPlainText() {
    cluster.says(400, "error-400-unknown-parameter");

    GanetiException failure = catchThrowableOfType(GanetiException.class, ganeti::info);

    assertThat(failure)
        .hasMessage(
            "Invalid body parameters: Object OpInstanceCreate doesn't support the parameter"
                + " 'nonsense'");
  }

  @ParameterizedTest
  @CsvSource({
    "502, <html><h1>Bad Gateway</h1></html>, true",
    "502, {\"message\": \"Can&#x27;t connect to master daemon: x\"}, false",
    "502, {\"message\": \"Master seems to be unreachable: x\"}, true",
    "503, {\"message\": \"Job queue is full&#x2c; needs archiving\"}, false",
    "504, {\"message\": \"Timeout while talking to the master\"}, true"
  })
  void aBusyOrMissingServerIsUnavailable(int status, String body, boolean mayHaveBeenApplied) {
    cluster.says(status, body.startsWith("<") ? "text/html" : "application/json", body);

    GanetiException.Unavailable failure =
        catchThrowableOfType(
            GanetiException.Unavailable.class, () -> ganeti.startInstance("snf-1", "reason"));

    assertThat(failure.mayHaveBeenApplied()).isEqualTo(mayHaveBeenApplied);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><h1>It works!</h1></html>",
        "{\"id\": 1, \"sta",
        "[]",
        "{}",
        "{\"id\": 1, \"status\": \"dreaming\", \"ops\": []}",
        "{\"id\": 1, \"status\": \"running\"}",
        "{\"id\": 1, \"status\": \"success\", \"ops\": [{}], \"opstatus\": []}",
        "null",
        ""
      })
  void anInvalidResponseIsUnexpected(String body) {
    cluster.says(200, "application/json", body);

    assertThat(catchThrowableOfType(GanetiException.class, () -> ganeti.job(JOB)))
        .isInstanceOf(GanetiException.Unexpected.class);
  }

  @ParameterizedTest
  @CsvSource({"200", "302", "415", "418", "500", "501"})
  void anErrorPageIsUnexpected(int status) {
    cluster.says(status, "text/html", "<html><h1>It works!</h1></html>");

    assertThat(catchThrowableOfType(GanetiException.class, ganeti::instances))
        .isInstanceOf(GanetiException.Unexpected.class);
  }
}
