package org.synnefo.cyclades.ganeti.tools.scripts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synnefo.cyclades.model.message.NetworkStatus;

import static org.assertj.core.api.Assertions.assertThat;

class InstallTest {

  private static final List<String> PATHS =
      List.of(
          "instance-add",
          "instance-start",
          "instance-reboot",
          "instance-modify",
          "instance-stop",
          "instance-remove");

  @TempDir private Path directory;

  private Script.Result install(String... options) {
    List<Object> command =
        new ArrayList<>(
            List.of(
                "sh",
                Script.DIRECTORY.resolve("install"),
                "--hooks=" + directory.resolve("hooks"),
                "--bin=" + directory.resolve("bin")));
    command.addAll(List.of(options));
    return Script.run(Map.of(), command.toArray());
  }

  private String settings() throws IOException {
    return Files.readString(directory.resolve("hooks/cyclades-hook.conf"));
  }

  @Test
  void theInstalledHookUsesTheGivenSettings() {
    Path spool = directory.resolve("a spool's");

    Script.Result result = install("--spool=" + spool, "--ipv6-prefix", "2001:db8::/64");

    assertThat(result.status()).as(result.output()).isZero();
    for (String path : PATHS) {
      Map<String, String> environment = Script.recorded(path + "-post");
      Script.Result run =
          Script.run(environment, directory.resolve("hooks/" + path + "-post.d/50-cyclades"));
      assertThat(run).isEqualTo(new Script.Result(0, ""));
    }
    // Only the newest message of each instance is kept.
    assertThat(Script.messages(spool)).singleElement().isInstanceOf(NetworkStatus.class);
    assertThat(directory.resolve("bin/progress-monitor")).isExecutable();
  }

  @Test
  void onlyOwnerAndGroupCanAccessTheSpool() throws IOException {
    install("--spool=" + directory.resolve("spool"));

    assertThat(Files.getPosixFilePermissions(directory.resolve("spool")))
        .isEqualTo(PosixFilePermissions.fromString("rwxrwx---"));
  }

  @Test
  void aSecondRunKeepsOtherSettingsAndForeignFiles() throws IOException {
    install("--spool=" + directory.resolve("spool"), "--prefix=test");
    Files.writeString(
        directory.resolve("hooks/cyclades-hook.conf"), settings() + "NFDHCPD_STATE_DIR=/x\n");

    Script.Result result = install("--master-only=yes");

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(settings())
        .contains("SPOOL='" + directory.resolve("spool") + "'\n")
        .contains("PREFIX='test'\n")
        .contains("MASTER_ONLY='yes'\n")
        .contains("NFDHCPD_STATE_DIR=/x\n");
    String once = settings();
    install();
    assertThat(settings()).isEqualTo(once);
  }

  @Test
  void uninstallingRemovesOnlyOurFiles() throws IOException {
    Path others =
        Files.writeString(
            Files.createDirectories(directory.resolve("hooks/instance-add-post.d"))
                .resolve("90-other"),
            "#!/bin/sh\n");
    String[] options = {
      "--spool=" + directory.resolve("spool"), "--network-script=" + directory.resolve("vif")
    };
    install(options);
    assertThat(directory.resolve("vif")).isExecutable();

    Script.Result result = install("--uninstall", options[0], options[1]);

    assertThat(result).isEqualTo(new Script.Result(0, ""));
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(file -> !Files.isDirectory(file))).containsExactly(others);
    }
    assertThat(directory.resolve("spool")).doesNotExist();
    assertThat(install("--uninstall").status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--prefix=a'b",
        "--prefix=",
        "--ipv6-prefix=10.0.0.0/8",
        "--ipv6-prefix=2001:db8::/48",
        "--master-only=perhaps",
        "--dance=1",
        "dance",
        "--spool"
      })
  void anInvalidOptionChangesNothing(String option) {
    assertThat(install(option).status()).isEqualTo(2);
    assertThat(directory).isEmptyDirectory();
  }
}
