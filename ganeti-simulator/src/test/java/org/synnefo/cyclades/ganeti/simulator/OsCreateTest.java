package org.synnefo.cyclades.ganeti.simulator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synnefo.cyclades.ganeti.simulator.SimulatorFixture.complete;
import static org.synnefo.cyclades.ganeti.simulator.SimulatorFixture.diskless;

/** Tests the create script as a real process: the simulator's own, and another one. */
class OsCreateTest {

  @Test
  void theScriptGetsTheVariablesThatGanetiSpecifies() throws Exception {
    try (SimulatorFixture ganeti = SimulatorFixture.start()) {
      Path seen = ganeti.data().resolve("seen");
      ganeti.script("os/snf-image/create", "env > " + seen + "\ntest -f \"$DISK_0_PATH\"\n");

      ganeti.succeeded(ganeti.post("/2/instances", complete("snf-1", "image-1")));

      List<String> environment = Files.readAllLines(seen);
      assertThat(environment)
          .contains(
              "OS_API_VERSION=20",
              "OS_NAME=snf-image",
              "OS_VARIANT=default",
              "OSP_IMG_ID=image-1",
              "INSTANCE_NAME=snf-1",
              "INSTANCE_OS=snf-image+default",
              "HYPERVISOR=kvm",
              "DISK_COUNT=1",
              "DISK_0_SIZE=1024",
              "DISK_0_NAME=vol-1",
              "DISK_0_ACCESS=rw",
              "NIC_COUNT=2",
              "NIC_0_IP=203.0.113.2",
              "NIC_0_NETWORK_SUBNET=203.0.113.0/24",
              "NIC_1_LINK=prv1",
              "PATH=/sbin:/bin:/usr/sbin:/usr/bin");
      assertThat(environment).noneMatch(line -> line.startsWith("HOME="));
    }
  }

  @Test
  void theBuiltInScriptRunsTheProgressMonitorDuringTheCopy() throws Exception {
    try (SimulatorFixture ganeti =
        SimulatorFixture.start(
            settings ->
                settings.withScripts(
                    settings
                        .scripts()
                        .withOsEnvironment(
                            Map.of(
                                "CYCLADES_PROGRESS_MONITOR",
                                settings.data().resolve("monitor").toString(),
                                "CYCLADES_SPOOL",
                                settings.data().toString(),
                                "CYCLADES_IMAGE_SECONDS",
                                "1",
                                "CYCLADES_IMAGE_MIB",
                                "2"))))) {
      ganeti.script(
          "monitor",
          """
          echo "$@" > %1$s/arguments
          while [ "$1" != --pid ]; do shift; done
          head -n 2 /proc/$2/io > %1$s/io
          """
              .formatted(ganeti.data()));

      ganeti.succeeded(ganeti.post("/2/instances", complete("snf-1", "image-1")));

      assertThat(Files.readString(ganeti.data().resolve("arguments")))
          .matches("--instance snf-1 --pid [0-9]+ --size 2097152 --spool " + ganeti.data() + "\n");
      assertThat(Files.readString(ganeti.data().resolve("io"))).contains("rchar:", "wchar:");
    }
  }

  @Test
  void aDisklessInstanceRunsNoScript() throws Exception {
    try (SimulatorFixture ganeti = SimulatorFixture.start()) {
      ganeti.script("os/snf-image/create", "exit 1\n");

      ganeti.succeeded(ganeti.post("/2/instances", diskless("snf-1")));
    }
  }

  @Test
  void removingAnInstanceRemovesItsDisks() throws Exception {
    try (SimulatorFixture ganeti = SimulatorFixture.start()) {
      ganeti.succeeded(ganeti.post("/2/instances", complete("snf-1", "image-1")));
      Path disks = ganeti.data().resolve("disks/snf-1");
      assertThat(disks).isNotEmptyDirectory();

      ganeti.succeeded(ganeti.delete("/2/instances/snf-1"));

      assertThat(disks).doesNotExist();
    }
  }
}
