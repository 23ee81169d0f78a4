package org.synnefo.cyclades.ganeti.client.rapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.ganeti.client.CreateInstance;
import org.synnefo.cyclades.ganeti.client.GanetiClient;
import org.synnefo.cyclades.ganeti.client.GanetiClientFactory;
import org.synnefo.cyclades.ganeti.client.GanetiException;
import org.synnefo.cyclades.ganeti.client.JobId;
import org.synnefo.cyclades.ganeti.client.JobStatus;
import org.synnefo.cyclades.ganeti.client.ModifyInstance;
import org.synnefo.cyclades.ganeti.client.NicChange;
import org.synnefo.cyclades.ganeti.client.RebootType;
import org.synnefo.cyclades.ganeti.client.ReinstallInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
class RequestsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

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
  void anEndpointThatDoesNotSayWhoItIsIsNotBelievedThatAnInstanceIsGone() {
    cluster.says(404, "application/json", "{\"code\": 404, \"message\": \"Not Found\"}");

    assertThatThrownBy(() -> ganeti.ofCluster("some-uuid").instance("snf-1"))
        .isInstanceOf(GanetiException.Unexpected.class);

    assertThat(cluster.requests()).hasSize(1);
    assertThat(cluster.lastRequest().uri()).isEqualTo("/2/info");
  }

  @Test
  void bodiesAreSentAsGanetiExpects() {
    cluster.says(200, "instance-create");

    ganeti.createInstance(minimal().build(), "cyclades:1 & more");

    RecordedCluster.Request request = cluster.lastRequest();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.uri()).isEqualTo("/2/instances?reason=cyclades%3A1+%26+more");
    assertThat(request.headers())
        .containsEntry("content-type", "application/json")
        .containsEntry("content-length", Integer.toString(request.body().length()))
        .containsEntry("authorization", "Basic dXNlcjpzZWNyZXQ=")
        .doesNotContainKeys("transfer-encoding", "expect");
  }

  @Test
  void waitingIsAGetWithABody() {
    cluster.says(200, "wait-timeout");

    ganeti.waitForJobChange(new JobId(50), JobStatus.RUNNING, 2);

    RecordedCluster.Request request = cluster.lastRequest();
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.uri()).isEqualTo("/2/jobs/50/wait");
    assertThat(request.headers())
        .containsEntry("content-length", Integer.toString(request.body().length()));
    assertThat(json(request.body()))
        .isEqualTo(
            json("{'fields':['status'],'previous_job_info':['running'],'previous_log_serial':2}"));
  }

  @Test
  void aCreationHasAllParameters() {
    cluster.says(200, "instance-create");
    CreateInstance request =
        minimal()
            .disks("drbd", List.of(CreateInstance.Disk.ofSize(20480)))
            .nics(List.of(Map.of("ip", "pool", "network", "snf-net-1")))
            .osparamsSecret(Map.of("img_passwd", "p"))
            .hypervisor(Optional.of("kvm"))
            .hvparams(Map.of("serial_console", false))
            .beparams(Map.of("vcpus", 2, "memory", 1024, "auto_balance", true))
            .tags(List.of("t"))
            .build();

    ganeti.createInstance(request, "r");

    assertThat(json(cluster.lastRequest().body()))
        .isEqualTo(
            json(
                "{'__version__':1,'mode':'create','name':'snf-1','disk_template':'drbd',"
                    + "'disks':[{'size':20480}],'nics':[{'ip':'pool','network':'snf-net-1'}],"
                    + "'os':'snf-image+default','osparams':{'img_id':'i'},"
                    + "'osparams_secret':{'img_passwd':'p'},'hypervisor':'kvm',"
                    + "'hvparams':{'serial_console':false},"
                    + "'beparams':{'vcpus':2,'memory':1024,'auto_balance':true},'tags':['t'],"
                    + "'ip_check':false,'name_check':false,'wait_for_sync':false}"));
  }

  @Test
  void overridesAreAppliedLast() {
    cluster.says(200, "instance-create");
    Map<String, Object> overrides =
        Map.of(
            "wait_for_sync",
            true,
            "osparams",
            Map.of("config_url", "http://127.0.0.1/config"),
            "disks",
            List.of(Map.of("size", 1)),
            "iallocator",
            "hail");

    ganeti.createInstance(minimal().overrides(overrides).build(), "r");

    JsonNode body = json(cluster.lastRequest().body());
    assertThat(body.get("wait_for_sync").asBoolean()).isTrue();
    assertThat(body.get("osparams"))
        .isEqualTo(json("{'img_id':'i','config_url':'http://127.0.0.1/config'}"));
    assertThat(body.get("disks")).isEqualTo(json("[{'size':1}]"));
    assertThat(body.get("iallocator").asText()).isEqualTo("hail");
  }

  @Test
  void aPasswordIsNotShown() {
    CreateInstance request =
        minimal()
            .os("o", Map.of("img_passwd", "geheim"))
            .osparamsSecret(Map.of("x", "geheim"))
            .build();

    assertThat(request.toString()).doesNotContain("geheim").contains("snf-1");
    assertThat(cluster.address().toString()).doesNotContain("secret");
    assertThat(new ReinstallInstance(Optional.empty(), Map.of("p", "geheim"), true).toString())
        .doesNotContain("geheim");
  }

  @Test
  void changesUseTheirPaths() {
    assertSent(
        "DELETE", "/2/instances/snf-1?reason=r", "{}", () -> ganeti.deleteInstance("snf-1", "r"));
    assertSent(
        "PUT",
        "/2/instances/snf-1/startup?reason=r",
        "{}",
        () -> ganeti.startInstance("snf-1", "r"));
    assertSent(
        "PUT",
        "/2/instances/snf-1/shutdown?reason=r",
        "{'timeout':30}",
        () -> ganeti.shutdownInstance("snf-1", Duration.ofSeconds(30), "r"));
    assertSent(
        "POST",
        "/2/instances/snf-1/reboot?type=soft&reason=r",
        "{}",
        () -> ganeti.rebootInstance("snf-1", RebootType.SOFT, "r"));
    assertSent(
        "POST",
        "/2/instances/snf-1/reinstall",
        "{'os':'o','osparams':{'a':'b'},'start':false}",
        () ->
            ganeti.reinstallInstance(
                "snf-1", new ReinstallInstance(Optional.of("o"), Map.of("a", "b"), false)));
    assertSent(
        "POST",
        "/2/instances/snf-1/disk/0/grow?reason=r",
        "{'amount':512,'wait_for_sync':false}",
        () -> ganeti.growDisk("snf-1", 0, 512, "r"));
    assertSent(
        "POST",
        "/2/instances/snf-1/disk/0/grow?reason=r",
        "{'absolute':true,'amount':2048,'wait_for_sync':false}",
        () -> ganeti.growDiskTo("snf-1", 0, 2048, "r"));
  }

  @Test
  void nicsAreChangedByOneRequest() {
    ModifyInstance changes =
        ModifyInstance.nics(
            NicChange.add(Map.of("mode", "bridged", "link", "prv7")),
            NicChange.modify("1", Map.of("link", "prv8")),
            NicChange.remove("nic-3"));

    assertSent(
        "PUT",
        "/2/instances/snf-1/modify?reason=r",
        "{'nics':[['add','-1',{'mode':'bridged','link':'prv7'}],['modify','1',{'link':'prv8'}],"
            + "['remove','nic-3',{}]],'hotplug_if_possible':true}",
        () -> ganeti.modifyInstance("snf-1", changes, "r"));
  }

  @Test
  void tagsAreSentInTheQuery() {
    cluster.says(200, "instance-create").says(200, "instance-create");

    ganeti.addTags("snf-1", List.of("a:b", "c"), "r");
    assertThat(cluster.lastRequest().uri())
        .isEqualTo("/2/instances/snf-1/tags?tag=a%3Ab&tag=c&reason=r");
    ganeti.deleteTags("snf-1", List.of("a:b"), "r");
    assertThat(cluster.lastRequest().method()).isEqualTo("DELETE");
    assertThat(cluster.lastRequest().body()).isEmpty();
  }

  @Test
  void namesAreEscapedInThePath() {
    cluster.says(404, "error-404-instance");

    ganeti.instance("../jobs/1?x=");

    assertThat(cluster.lastRequest().uri()).isEqualTo("/2/instances/..%2Fjobs%2F1%3Fx=");
  }

  private void assertSent(String method, String uri, String body, Runnable call) {
    cluster.says(200, "instance-create");
    call.run();
    RecordedCluster.Request request = cluster.lastRequest();
    assertThat(request.method()).isEqualTo(method);
    assertThat(request.uri()).isEqualTo(uri);
    assertThat(json(request.body())).isEqualTo(json(body));
  }

  private static CreateInstance.Builder minimal() {
    return CreateInstance.named("snf-1").os("snf-image+default", Map.of("img_id", "i"));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
