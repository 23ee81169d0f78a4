package org.synnefo.cyclades.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** How {@code ./cyclades up} builds, in a checkout whose Maven only says that it was run. */
class BuildIT {

  @TempDir Path checkout;
  private Path lock;

  @BeforeEach
  void anEmptyCheckout() throws IOException {
    Files.copy(Path.of("../cyclades"), checkout.resolve("cyclades"));
    Files.writeString(checkout.resolve("mvnw"), "#!/bin/sh\necho built >> built\n");
    for (String script : new String[] {"cyclades", "mvnw"}) {
      Files.setPosixFilePermissions(
          checkout.resolve(script), PosixFilePermissions.fromString("rwx------"));
    }
    lock = Files.createDirectories(checkout.resolve("target")).resolve("build.process");
  }

  @Test
  void aBuildThatRunsIsNotDisturbed() throws Exception {
    long running = ProcessHandle.current().pid();
    Files.createSymbolicLink(lock, Path.of(Long.toString(running)));

    assertThat(up())
        .endsWith(
            "cyclades: Another ./cyclades is building here (process %d); wait until it is done.%n"
                .formatted(running));
    assertThat(checkout.resolve("built")).doesNotExist();
  }

  @Test
  void aBuildThatWasKilledIsBegunAgain() throws Exception {
    Process killed = new ProcessBuilder("true").start();
    killed.waitFor();
    Files.createSymbolicLink(lock, Path.of(Long.toString(killed.pid())));

    assertThat(up()).startsWith("Building").endsWith("run: ./cyclades up\n");
    assertThat(checkout.resolve("built")).hasContent("built");
    assertThat(Files.isSymbolicLink(lock)).isFalse();
  }

  private String up() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(checkout.resolve("cyclades").toString(), "up")
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isOne();
    return printed;
  }
}
