package org.synnefo.cyclades.ganeti.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synnefo.cyclades.ganeti.simulator.SimulatorFixture.complete;
import static org.synnefo.cyclades.ganeti.simulator.SimulatorFixture.diskless;
import static org.synnefo.cyclades.ganeti.simulator.SimulatorFixture.recorded;

/** Tests the effects of jobs on instances over HTTP, compared with recorded responses. */
class InstanceLifecycleTest {

  private SimulatorFixture ganeti;

  @BeforeEach
  void start() throws Exception {
    ganeti = SimulatorFixture.start();
  }

  @AfterEach
  void stop() throws Exception {
    ganeti.close();
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  private JsonNode create(String name) throws Exception {
    return ganeti.succeeded(ganeti.post("/2/instances", complete(name, "image-1")));
  }

  @Test
  void anInstanceLooksLikeARealOne() throws Exception {
    create("snf-1");

    JsonNode instance = ganeti.show("snf-1");

    JsonNode real = recorded("instance.json");
    assertThat(names(instance)).containsExactlyElementsOf(names(real));
    assertThat(names(instance.path("hvparams")))
        .containsExactlyElementsOf(names(real.path("hvparams")));
    assertThat(names(instance.path("beparams")))
        .containsExactlyElementsOf(names(real.path("beparams")));
    assertThat(instance.path("status").asText()).isEqualTo("running");
    assertThat(instance.path("nic.ips").get(0).asText()).isEqualTo("203.0.113.2");
    assertThat(instance.path("nic.ips").get(1).isNull()).isTrue();
    assertThat(texts(instance.path("nic.links"))).containsExactly("br0", "prv1");
    assertThat(texts(instance.path("nic.macs"))).allMatch(mac -> mac.startsWith("aa:00:00:"));
    assertThat(instance.path("network_port").isInt()).isTrue();
    assertThat(instance.path("ctime").toString()).matches("[0-9]{10}\\.[0-9]+");
    assertThat(ganeti.get("/2/instances?bulk=1").json().get(0)).isEqualTo(instance);
    assertThat(ganeti.get("/2/instances").json().toString())
        .isEqualTo("[{\"id\":\"snf-1\",\"uri\":\"/2/instances/snf-1\"}]");
  }

  @Test
  void aCreationLooksLikeARealOne() throws Exception {
    JsonNode job = create("snf-1");

    JsonNode real = recorded("create-job.json");
    assertThat(names(job)).containsExactlyElementsOf(names(real));
    assertThat(names(job.path("ops").get(0)))
        .containsAll(
            names(real.path("ops").get(0)).stream()
                .filter(one -> !one.equals("file_driver"))
                .toList());
    assertThat(job.path("summary").get(0).asText()).isEqualTo("INSTANCE_CREATE(snf-1)");
    assertThat(job.path("opresult").get(0).get(0).asText()).isEqualTo("node1.example.com");
    List<String> log = new ArrayList<>();
    job.path("oplog").get(0).forEach(line -> log.add(line.get(3).asText()));
    assertThat(log)
        .contains(
            " - INFO: Selected nodes for instance snf-1 via iallocator hail: node1.example.com",
            " - INFO: NIC/0 inherits netparams ['br0', 'bridged', '']",
            " - INFO: Chose IP 203.0.113.2 from network snf-public",
            "* disk 0, size 1.0G",
            "* running the instance OS create scripts...",
            "* starting instance...");
  }

  @Test
  void aStoppedInstanceIsDownAndAStartedOneRuns() throws Exception {
    create("snf-1");

    ganeti.succeeded(ganeti.put("/2/instances/snf-1/shutdown", "{\"timeout\":1}"));
    JsonNode stopped = ganeti.show("snf-1");
    assertThat(stopped.path("status").asText()).isEqualTo("ADMIN_down");
    assertThat(stopped.path("oper_ram").isNull()).isTrue();

    ganeti.succeeded(ganeti.put("/2/instances/snf-1/startup", null));
    ganeti.succeeded(ganeti.put("/2/instances/snf-1/startup?force=0", null));
    ganeti.succeeded(ganeti.post("/2/instances/snf-1/reboot?type=soft", null));
    JsonNode started = ganeti.show("snf-1");
    assertThat(started.path("status").asText()).isEqualTo("running");
    assertThat(started.path("network_port")).isEqualTo(stopped.path("network_port"));
  }

  @Test
  void aRebootStartsAnInstanceThatIsDown() throws Exception {
    create("snf-1");
    ganeti.succeeded(ganeti.put("/2/instances/snf-1/shutdown", null));

    JsonNode job =
        ganeti.succeeded(ganeti.post("/2/instances/snf-1/reboot", "{\"shutdown_timeout\":0}"));

    assertThat(job.path("oplog").get(0).get(0).get(3).asText())
        .isEqualTo(" - INFO: Instance snf-1 was already stopped, starting now");
    assertThat(ganeti.show("snf-1").path("status").asText()).isEqualTo("running");
  }

  @Test
  void onlyTheCreateScriptSeesThePassword() throws Exception {
    Path seen = ganeti.data().resolve("seen");
    ganeti.script("os/snf-image/create", "env | sort > " + seen + "\n");
    String body =
        SimulatorFixture.instance(
            "snf-1",
            """
            ,"disk_template":"file","disks":[{"size":1024}],"nics":[],\
            "osparams":{"img_id":"image-1"},"osparams_secret":{"img_passwd":"geheim"}""");

    JsonNode job = ganeti.succeeded(ganeti.post("/2/instances", body));

    assertThat(Files.readString(seen))
        .contains("OSP_IMG_PASSWD=geheim\n", "OSP_IMG_ID=image-1\n", "INSTANCE_NAME=snf-1\n");
    assertThat(job.toString()).contains("\"osparams_secret\":{\"img_passwd\":null}");
    assertThat(Files.readString(ganeti.data().resolve("queue/job-" + job.path("id").asText())))
        .doesNotContain("geheim");
    assertThat(Files.readString(ganeti.data().resolve("config.json"))).doesNotContain("geheim");
  }

  @Test
  void aFailedInstallationLeavesTheInstanceBehind() throws Exception {
    JsonNode failure = ganeti.failed(ganeti.post("/2/instances", complete("snf-1", "test-fail")));

    assertThat(failure.get(0).asText()).isEqualTo("OpExecError");
    assertThat(failure.get(1).get(0).asText())
        .startsWith(
            "Could not add os for instance snf-1 on node node1.example.com: OS create script"
                + " failed (exited with exit code 1), last lines in the log file:\n")
        .endsWith("img_id asked for a failure");
    assertThat(ganeti.show("snf-1").path("status").asText()).isEqualTo("ADMIN_down");
    ganeti.succeeded(ganeti.delete("/2/instances/snf-1"));
    assertThat(ganeti.get("/2/instances/snf-1").status()).isEqualTo(404);
  }

  @Test
  void nicsAreAddedChangedAndRemoved() throws Exception {
    create("snf-1");
    String modify = "/2/instances/snf-1/modify";

    JsonNode added =
        ganeti.succeeded(
            ganeti.put(
                modify,
                "{\"nics\":[[\"add\",\"-1\",{\"ip\":\"pool\",\"network\":\"snf-public\"}]],"
                    + "\"hotplug_if_possible\":true}"));
    JsonNode instance = ganeti.show("snf-1");
    String mac = instance.path("nic.macs").get(2).asText();
    assertThat(added.path("opresult").get(0).get(0).toString())
        .isEqualTo(
            "[\"nic.2\",\"add:mac="
                + mac
                + ",ip=203.0.113.3,mode=bridged,link=br0,network=snf-public\"]");
    assertThat(added.path("opresult").get(0).get(1).toString())
        .isEqualTo("[\"nic.2\",\"hotplug:done\"]");
    assertThat(added.path("ops").get(0).path("nics").get(0).get(2).path("ip").asText())
        .isEqualTo("203.0.113.3");

    ganeti.succeeded(ganeti.put(modify, "{\"nics\":[[\"modify\",\"2\",{\"name\":\"third\"}]]}"));
    JsonNode removed =
        ganeti.succeeded(ganeti.put(modify, "{\"nics\":[[\"remove\",\"third\",{}]]}"));
    assertThat(removed.path("opresult").get(0).toString()).isEqualTo("[[\"NIC/2\",\"remove\"]]");
    String uuid = ganeti.show("snf-1").path("nic.uuids").get(1).asText();
    ganeti.succeeded(ganeti.put(modify, "{\"nics\":[[\"remove\",\"" + uuid + "\",{}]]}"));
    ganeti.succeeded(ganeti.put(modify, "{\"nics\":[[\"remove\",-1,{}]]}"));
    assertThat(ganeti.show("snf-1").path("nic.macs")).isEmpty();
  }

  @Test
  void anAddressIsUniqueAndReleasedWithItsInstance() throws Exception {
    create("snf-1");
    String taken =
        SimulatorFixture.instance(
            "snf-2",
            ",\"disk_template\":\"diskless\",\"disks\":[],"
                + "\"nics\":[{\"ip\":\"203.0.113.2\",\"network\":\"snf-public\"}]");

    JsonNode failure = ganeti.failed(ganeti.post("/2/instances", taken));
    assertThat(failure.toString())
        .isEqualTo(
            "[\"OpPrereqError\",[\"IP address 203.0.113.2 already in use or does not belong to"
                + " network snf-public\",\"resource_not_unique\"]]");
    JsonNode network = ganeti.get("/2/networks/snf-public").json();
    assertThat(network.path("map").asText()).startsWith("XXX.");
    assertThat(texts(network.path("inst_list"))).containsExactly("snf-1");
    assertThat(names(network)).containsExactlyElementsOf(names(recorded("network-used.json")));

    ganeti.succeeded(ganeti.delete("/2/instances/snf-1"));
    ganeti.succeeded(ganeti.post("/2/instances", taken));
  }

  @Test
  void sizeTagsAndDisksAreChanged() throws Exception {
    create("snf-1");

    ganeti.succeeded(
        ganeti.put("/2/instances/snf-1/modify", "{\"beparams\":{\"vcpus\":4,\"memory\":1024}}"));
    ganeti.succeeded(ganeti.put("/2/instances/snf-1/tags?tag=a:b&tag=c", null));
    ganeti.succeeded(ganeti.delete("/2/instances/snf-1/tags?tag=c"));
    ganeti.succeeded(ganeti.post("/2/instances/snf-1/disk/0/grow", "{\"amount\":1024}"));
    ganeti.succeeded(
        ganeti.put("/2/instances/snf-1/modify", "{\"disks\":[[\"add\",-1,{\"size\":512}]]}"));

    JsonNode instance = ganeti.show("snf-1");
    assertThat(instance.path("beparams").path("vcpus").asInt()).isEqualTo(4);
    assertThat(instance.path("beparams").path("minmem").asInt()).isEqualTo(1024);
    assertThat(texts(ganeti.get("/2/instances/snf-1/tags").json()))
        .containsExactly("a:b", "synnefo:test");
    assertThat(texts(instance.path("disk.sizes"))).containsExactly("2048", "512");
  }

  @Test
  void aReinstallationIsOneJobOfThreeOperations() throws Exception {
    create("snf-1");

    JsonNode job =
        ganeti.succeeded(
            ganeti.post(
                "/2/instances/snf-1/reinstall",
                "{\"os\":\"snf-image+default\",\"osparams\":{\"img_id\":\"image-2\"}}"));

    assertThat(texts(job.path("summary")))
        .containsExactly(
            "INSTANCE_SHUTDOWN(snf-1)", "INSTANCE_REINSTALL(snf-1)", "INSTANCE_STARTUP(snf-1)");
    assertThat(ganeti.show("snf-1").path("status").asText()).isEqualTo("running");
    assertThat(Files.readString(ganeti.data().resolve("log/os/create-snf-1.log")))
        .contains("img_id=image-2 reinstall=1");
  }

  @Test
  void aDryRunChangesNothing() throws Exception {
    JsonNode job = ganeti.succeeded(ganeti.post("/2/instances?dry-run=1", diskless("snf-1")));

    assertThat(job.path("opresult").get(0).get(0).asText()).hasSize(36);
    assertThat(ganeti.get("/2/instances").json()).isEmpty();
  }

  @Test
  void aCrashedInstanceIsReportedAsAnError() throws Exception {
    create("snf-1");

    assertThat(ganeti.post("/simulator/instances/snf-1/crash", null).status()).isEqualTo(200);

    assertThat(ganeti.show("snf-1").path("status").asText()).isEqualTo("ERROR_down");
    ganeti.succeeded(ganeti.put("/2/instances/snf-1/startup", null));
    assertThat(ganeti.show("snf-1").path("status").asText()).isEqualTo("running");
  }
}
