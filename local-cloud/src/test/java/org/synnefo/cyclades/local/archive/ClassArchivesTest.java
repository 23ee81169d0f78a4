package org.synnefo.cyclades.local.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ClassArchivesTest {

  @TempDir Path folder;
  private Path jar;
  private ClassArchives archives;

  @BeforeEach
  void aProgram() throws IOException {
    jar = Files.writeString(folder.resolve("program.jar"), "one");
    Files.createDirectory(folder.resolve("lib"));
    archives = new ClassArchives(folder.resolve("archives"), folder.resolve("cloud"));
  }

  @Test
  void theFirstRunRecordsAndTheNextOnesUseWhatItRecorded() throws IOException {
    ClassArchive first = archive();
    assertThat(first.options()).contains("-XX:ArchiveClassesAtExit=" + first.recording());
    assertThat(ClassArchive.isRecordedBy(String.join(" ", first.options()))).isTrue();

    Files.writeString(first.recording(), "classes");
    first.keepRecording();

    ClassArchive next = archive();
    assertThat(next.options()).contains("-XX:SharedArchiveFile=" + next.file());
    assertThat(ClassArchive.isRecordedBy(String.join(" ", next.options()))).isFalse();
    assertThat(next.file()).hasContent("classes");
    assertThat(next.recording()).doesNotExist();
  }

  @Test
  void aRecordingOfARunThatWasKilledIsNotUsed() throws IOException {
    ClassArchive first = archive();
    Files.writeString(first.recording(), "half of the cla");

    assertThat(archive().exists()).isFalse();

    first.discardRecording();
    assertThat(first.recording()).doesNotExist();
  }

  @Test
  void anArchiveIsOfOneBuildAndGoesWhenAnotherIsRecorded() throws IOException {
    ClassArchive old = archive();
    Files.writeString(old.file(), "classes");
    ClassArchive ofAnotherProgram =
        archives.of("another", List.of("java", "-jar", jar.toString())).orElseThrow();
    Files.writeString(ofAnotherProgram.file(), "its classes");

    Files.writeString(folder.resolve("lib/library.jar"), "new");
    ClassArchive rebuilt = archive();
    assertThat(rebuilt.exists()).isFalse();

    Files.writeString(rebuilt.recording(), "new classes");
    rebuilt.keepRecording();
    assertThat(old.file()).doesNotExist();
    assertThat(rebuilt.file()).exists();
    assertThat(ofAnotherProgram.file()).exists();
  }

  @Test
  void otherOptionsMakeAnotherArchive() {
    assertThat(archive().file())
        .isNotEqualTo(
            archives
                .of("program", List.of("java", "-Xmx9m", "-jar", jar.toString()))
                .orElseThrow()
                .file());
  }

  @Test
  void aFolderThatOthersCanWriteToIsNotUsed() throws IOException {
    Files.createDirectory(archives.folder());
    Files.setPosixFilePermissions(archives.folder(), PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(archives.of("program", List.of("java", "-jar", jar.toString()))).isEmpty();
  }

  @Test
  void aProgramThatIsNoJarHasNone() {
    assertThat(archives.of("database", List.of("postgres", "-D", "database"))).isEmpty();
  }

  private ClassArchive archive() {
    return archives.of("program", List.of("java", "-jar", jar.toString())).orElseThrow();
  }
}
