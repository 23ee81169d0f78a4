package org.synnefo.cyclades.ganeti.simulator;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.ganeti.simulator.SimulatorFixture.Answer;
import org.synnefo.cyclades.ganeti.simulator.cluster.NetworkSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synnefo.cyclades.ganeti.simulator.SimulatorFixture.instance;

/** Tests the addresses of the public network. */
class AddressPoolTest {

  private static String pooled(String name) {
    return instance(
        name,
        ",\"disk_template\":\"diskless\",\"disks\":[],"
            + "\"nics\":[{\"ip\":\"pool\",\"network\":\"snf-public\"}]");
  }

  @Test
  void aFullNetworkHasNoAddressUntilOneIsReleased() throws Exception {
    NetworkSettings small =
        new NetworkSettings("snf-public", "198.51.100.8/30", "198.51.100.9", "bridged", "br1");
    try (SimulatorFixture ganeti =
        SimulatorFixture.start(settings -> settings.withNetwork(small))) {
      ganeti.succeeded(ganeti.post("/2/instances", pooled("snf-1")));
      assertThat(ganeti.show("snf-1").path("nic.ips").get(0).asText()).isEqualTo("198.51.100.10");

      assertThat(ganeti.failed(ganeti.post("/2/instances", pooled("snf-2"))).toString())
          .isEqualTo(
              "[\"OpPrereqError\",[\"Unable to get a free IP for NIC 0 from the address pool\",\"wrong_state\"]]");

      ganeti.succeeded(ganeti.delete("/2/instances/snf-1"));
      ganeti.succeeded(ganeti.post("/2/instances", pooled("snf-2")));
      assertThat(ganeti.get("/2/networks/snf-public").json().path("map").asText())
          .isEqualTo("XXXX");
    }
  }

  @Test
  void concurrentJobsGetDifferentAddresses() throws Exception {
    try (SimulatorFixture ganeti = SimulatorFixture.start()) {
      Answer[] answers = new Answer[12];
      for (int one = 0; one < answers.length; one++) {
        answers[one] = ganeti.post("/2/instances", pooled("snf-" + one));
      }
      Set<String> ips = new HashSet<>();
      Set<String> macs = new HashSet<>();
      for (int one = 0; one < answers.length; one++) {
        ganeti.succeeded(answers[one]);
        ips.add(ganeti.show("snf-" + one).path("nic.ips").get(0).asText());
        macs.add(ganeti.show("snf-" + one).path("nic.macs").get(0).asText());
      }
      assertThat(ips).hasSameSizeAs(answers);
      assertThat(macs).hasSameSizeAs(answers);
    }
  }
}
