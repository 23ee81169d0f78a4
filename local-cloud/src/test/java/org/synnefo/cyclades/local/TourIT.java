package org.synnefo.cyclades.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole cloud, as a user starts it, and the tour through it. */
class TourIT {

  private static final int MINUTES = 5;

  @TempDir Path folder;

  @AfterEach
  void stop() throws Exception {
    cyclades("down");
  }

  @Test
  void theTourPassesThroughACloudOfRealParts() throws Exception {
    assertThat(cyclades("up", "--ports", "any")).isZero();
    assertThat(cyclades("status")).isZero();
    assertThat(cyclades("demo")).isZero();
  }

  private int cyclades(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dcyclades.home=" + Path.of("..").toRealPath(),
                "-cp",
                "target/classes:target/lib/*",
                "org.synnefo.cyclades.local.command.Cyclades"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--data", folder.resolve("cloud").toString()));
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as(String.join(" ", arguments)).isTrue();
    return process.exitValue();
  }
}
