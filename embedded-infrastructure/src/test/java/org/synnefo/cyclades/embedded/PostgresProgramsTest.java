package org.synnefo.cyclades.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PostgresProgramsTest {

  @TempDir Path world;
  private Path caches;
  private PostgresPrograms programs;

  @BeforeEach
  void anEmptyMachine() {
    caches = world.resolve("home/.cache");
    programs = programs(Map.of("HOME", world.resolve("home").toString()));
  }

  @Test
  void aSmallHeapIsEnoughToUnpackThem() throws Exception {
    Process process = installInAProcess();

    assertThat(process.waitFor()).as(printed(process)).isZero();
    assertThat(unpacked()).hasSize(1);
    assertThat(run(programs.command("initdb", "--version"))).contains("PostgreSQL");
  }

  @Test
  void theyBelongToTheirUserAlone() throws Exception {
    programs.install();

    for (Path folder : List.of(world.resolve("home"), caches, caches.resolve("cyclades"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .as("%s", folder)
          .isEqualTo("rwx------");
    }
    try (Stream<Path> files = Files.walk(caches)) {
      assertThat(files.filter(file -> !Files.isSymbolicLink(file)))
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .as("%s", file)
                      .matches(".{3}(---|r--){2}|.{3}r-xr-x"));
    }
  }

  @Test
  void aProcessThatIsKilledMeanwhileLeavesNothingThatStopsTheNext() throws Exception {
    Process process = installInAProcess();
    Path cache = caches.resolve("cyclades");
    while (process.isAlive() && entries(cache, "unfinished-").isEmpty()) {
      Thread.onSpinWait();
    }
    process.destroyForcibly().waitFor();
    assertThat(entries(cache, "unfinished-")).hasSize(1);
    assertThat(programs.areInstalled()).isFalse();

    programs.install();

    assertThat(entries(cache, "unfinished-")).isEmpty();
    assertThat(unpacked()).hasSize(1);
    assertThat(run(programs.command("postgres", "--version"))).contains("PostgreSQL");
  }

  @Test
  void processesThatComeAtTheSameTimeWaitForTheFirst() throws Exception {
    List<Process> processes = List.of(installInAProcess(), installInAProcess());

    for (Process process : processes) {
      assertThat(process.waitFor()).as(printed(process)).isZero();
    }
    assertThat(unpacked()).hasSize(1);
    assertThat(entries(caches.resolve("cyclades"), "unfinished-")).isEmpty();
  }

  @Test
  void nothingIsExecutedFromAFolderThatOthersCanChange() throws Exception {
    programs.install();
    Path cache = caches.resolve("cyclades");

    permit(cache, "rwxrwxrwx");
    assertThatIllegalStateException()
        .isThrownBy(programs::install)
        .withMessageContaining(cache + " must belong to you and be closed to others");
    permit(cache, "rwx------");
    permit(caches, "rwxrwxrwx");
    assertThatIllegalStateException()
        .isThrownBy(programs::install)
        .withMessageContaining("Others can write to " + caches);
    permit(caches, "rwx------");
    Path real = Files.move(unpacked().get(0), cache.resolve("elsewhere"));
    Files.createSymbolicLink(real.resolveSibling("link"), real);
    Files.move(real.resolveSibling("link"), unpackedName());
    assertThatIllegalStateException()
        .isThrownBy(programs::install)
        .withMessageContaining("is a symbolic link");
  }

  @Test
  void withoutAHomeItSaysWhatToSet() {
    assertThatIllegalStateException()
        .isThrownBy(() -> programs(Map.of()).install())
        .withMessageContaining("set XDG_CACHE_HOME to a folder of your own");
    assertThatIllegalStateException()
        .isThrownBy(() -> programs(Map.of("HOME", "/dev/null")).install())
        .withMessageContaining("can't be unpacked to /dev/null/.cache/cyclades")
        .withMessageContaining("set XDG_CACHE_HOME to a folder that you can write to");
  }

  /** What the small process runs. */
  static final class Install {

    private Install() {}

    public static void main(String[] arguments) {
      PostgresPrograms.ofUser().install();
    }
  }

  private Process installInAProcess() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx32m", "-XX:+UseSerialGC", Install.class.getName()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Files.createTempFile(world, "install", ".log").toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().remove("XDG_CACHE_HOME");
    builder.environment().put("HOME", world.resolve("home").toString());
    return builder.start();
  }

  private String printed(Process process) throws IOException {
    StringBuilder all = new StringBuilder("process %d".formatted(process.pid()));
    for (Path log : entries(world, "install")) {
      all.append(Files.readString(log));
    }
    return all.toString();
  }

  private static String run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }

  private List<Path> unpacked() throws IOException {
    return entries(caches.resolve("cyclades"), "postgresql-");
  }

  private Path unpackedName() {
    String program = programs.command("postgres").get(programs.command("postgres").size() - 1);
    return Path.of(program).getParent().getParent();
  }

  private static List<Path> entries(Path folder, String prefix) throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> entry.getFileName().toString().startsWith(prefix)).toList();
    }
  }

  private static PostgresPrograms programs(Map<String, String> environment) {
    return new PostgresPrograms(new UserCache(environment));
  }

  private static void permit(Path folder, String permissions) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
  }
}
