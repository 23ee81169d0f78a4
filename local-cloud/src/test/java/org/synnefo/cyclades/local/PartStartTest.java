package org.synnefo.cyclades.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synnefo.cyclades.local.archive.ClassArchive;
import org.synnefo.cyclades.local.parts.Part;
import org.synnefo.cyclades.local.parts.Readiness;
import org.synnefo.cyclades.local.process.BackgroundProcess;
import org.synnefo.cyclades.local.settings.CloudFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PartStartTest {

  @TempDir Path folder;
  private BackgroundProcess process;
  private ClassArchive archive;
  private Path ready;

  @BeforeEach
  void anArchive() throws IOException {
    process = new BackgroundProcess("part", folder, folder);
    ready = folder.resolve("part.ready");
    archive = new ClassArchive("part", folder.resolve("part.jsa"), folder.resolve("part.new"));
    Files.writeString(archive.file(), "broken");
  }

  @AfterEach
  void stop() {
    process.stop(Duration.ofSeconds(10));
  }

  @Test
  void anArchiveThatTheVirtualMachineCantReadDoesNotStopAStart() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");

    start(java.toString(), "-jar", jar().toString(), ready.toString());

    assertThat(process.running()).isPresent();
    assertThat(archive.file()).as("what the machine ignored").exists();
  }

  @Test
  void aPartThatEndsBecauseOfItsArchiveIsStartedOnceMoreWithout() throws IOException {
    Path script =
        script(
            """
            case "$*" in *SharedArchiveFile*) exit 134 ;; esac
            : > %s
            exec sleep 600
            """
                .formatted(ready));

    start(script.toString(), "-jar", "program.jar");

    assertThat(process.running()).isPresent();
    assertThat(archive.file()).doesNotExist();
  }

  @Test
  void aPartThatEndsWithAndWithoutItsArchiveIsNamed() throws IOException {
    Path script = script("echo started; exit 1");

    assertThatThrownBy(() -> start(script.toString(), "-jar", "program.jar"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("part ended at its start; its log says why: " + process.logFile());
    assertThat(process.logTail()).isEqualTo("started\nstarted");
  }

  private void start(String... command) {
    Part part =
        new Part("part", List.of(command), Map.of(), new Readiness.FileWritten(ready), List.of());
    new PartStart(part, process, Optional.of(archive), new CloudFolder(folder)).run();
  }

  private Path jar() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Program.class.getName());
    String name = Program.class.getName().replace('.', '/') + ".class";
    Path jar = folder.resolve("program.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream compiled = Program.class.getClassLoader().getResourceAsStream(name)) {
      out.putNextEntry(new ZipEntry(name));
      compiled.transferTo(out);
    }
    return jar;
  }

  /** Says that it is ready, and goes on until it is stopped. */
  static final class Program {

    private Program() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      Files.createFile(Path.of(arguments[0]));
      new CountDownLatch(1).await();
    }
  }

  private Path script(String text) throws IOException {
    Path script = Files.writeString(folder.resolve("script"), "#!/bin/sh\n" + text + "\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }
}
