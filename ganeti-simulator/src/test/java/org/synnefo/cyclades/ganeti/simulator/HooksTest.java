package org.synnefo.cyclades.ganeti.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synnefo.cyclades.ganeti.simulator.SimulatorFixture.recordedText;

/** Runs hooks as real processes, and compares their environment with a recorded one. */
class HooksTest {

  /** The instance of the recorded environments. */
  private static final String RECORDED =
      SimulatorFixture.instance(
          "snf-1",
          """
          ,"disk_template":"diskless","disks":[],"hypervisor":"fake","nics":[\
          {"name":"9a1c0a4e-nic-1","network":"snf-public","ip":"pool"},\
          {"name":"9a1c0a4e-nic-2","network":"snf-public","ip":"203.0.113.77"}],\
          "beparams":{"vcpus":1,"memory":512,"auto_balance":true},"tags":["synnefo:test"]""");

  private SimulatorFixture ganeti;

  @BeforeEach
  void start() throws Exception {
    ganeti = SimulatorFixture.start();
    for (String hook : new String[] {"add", "start", "stop", "reboot", "modify", "remove"}) {
      ganeti.script(
          "hooks/instance-" + hook + "-post.d/90-dump",
          "env > " + ganeti.data() + "/$GANETI_HOOKS_PATH.env\n");
    }
  }

  @AfterEach
  void stop() throws Exception {
    ganeti.close();
  }

  private static Map<String, String> environment(String text) {
    return text.lines()
        .filter(line -> line.contains("=") && !line.startsWith("_="))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf('=')),
                line -> line.substring(line.indexOf('=') + 1),
                (one, other) -> other,
                TreeMap::new));
  }

  private Map<String, String> seen(String hook) throws Exception {
    return environment(Files.readString(ganeti.data().resolve("instance-" + hook + ".env")));
  }

  @ParameterizedTest
  @CsvSource({
    "add, ''",
    "stop, 'PUT /2/instances/snf-1/shutdown {\"timeout\":5}'",
    "start, 'PUT /2/instances/snf-1/startup'",
    "reboot, 'POST /2/instances/snf-1/reboot?type=hard {\"shutdown_timeout\":0}'",
    "modify, 'PUT /2/instances/snf-1/modify {\"nics\":[[\"add\",\"-1\",{\"network\":\"snf-public\",\"ip\":\"pool\",\"name\":\"nic-3\"}]]}'",
    "remove, 'DELETE /2/instances/snf-1 {\"shutdown_timeout\":0}'"
  })
  void hooksGetTheSameVariablesAsFromGaneti(String hook, String request) throws Exception {
    ganeti.succeeded(ganeti.post("/2/instances", RECORDED));
    if (hook.equals("start") || hook.equals("remove")) {
      ganeti.succeeded(ganeti.put("/2/instances/snf-1/shutdown", null));
    }
    if (!request.isEmpty()) {
      String[] words = request.split(" ", 3);
      String body = words.length > 2 ? words[2] : null;
      ganeti.succeeded(ganeti.send("writer", words[0], words[1], body));
    }

    Map<String, String> seen = seen(hook);

    Map<String, String> real = environment(recordedText("instance-" + hook + "-post.env"));
    assertThat(seen.keySet()).containsExactlyElementsOf(new TreeSet<>(real.keySet()));
    // The only differences are addresses, ids, tags, sizes and the network's name.
    for (String name : real.keySet()) {
      if (!name.matches(
          ".*(NIC\\d_(UUID|MAC|NETWORK_.*)|DATA_DIR|TAGS|MEM|MEMORY|[Mm]axmem|minmem|vcpus|VCPUS|maxmem)$")) {
        assertThat(seen).as(name).containsEntry(name, real.get(name));
      }
    }
  }

  @Test
  void aCreationRunsOnlyTheAddHook() throws Exception {
    ganeti.succeeded(ganeti.post("/2/instances", RECORDED));

    assertThat(ganeti.data().resolve("instance-add.env")).exists();
    assertThat(ganeti.data().resolve("instance-start.env")).doesNotExist();
    assertThat(seen("add"))
        .containsEntry("GANETI_INSTANCE_NIC_COUNT", "2")
        .containsEntry("GANETI_INSTANCE_NIC0_IP", "203.0.113.2")
        .containsEntry("GANETI_INSTANCE_NIC0_NETWORK_NAME", "snf-public")
        .containsEntry("GANETI_INSTANCE_TAGS", "synnefo:test");
  }

  @Test
  void hooksRunInOrderBeforeTheJobEndsAndFailuresAreOnlyLogged() throws Exception {
    String order = ganeti.data().resolve("order").toString();
    ganeti.script("hooks/instance-stop-post.d/20-second", "echo second >> " + order + "\n");
    ganeti.script(
        "hooks/instance-stop-post.d/10-first",
        "echo first >> " + order + "\necho went wrong\nexit 3\n");
    ganeti.script("hooks/instance-stop-post.d/30.ignored", "echo ignored >> " + order + "\n");
    ganeti.succeeded(ganeti.post("/2/instances", RECORDED));

    JsonNode job = ganeti.succeeded(ganeti.put("/2/instances/snf-1/shutdown", null));

    assertThat(Files.readString(ganeti.data().resolve("order"))).isEqualTo("first\nsecond\n");
    assertThat(job.path("oplog").get(0).get(0).get(3).asText())
        .isEqualTo(" - WARNING: On node1.example.com script 10-first failed, output: went wrong");
  }

  @Test
  void noHookRunsAfterAFailure() throws Exception {
    ganeti.succeeded(ganeti.post("/2/instances", RECORDED));
    Files.delete(ganeti.data().resolve("instance-add.env"));

    ganeti.failed(ganeti.post("/2/instances", RECORDED));

    assertThat(ganeti.data().resolve("instance-add.env")).doesNotExist();
  }
}
