package org.synnefo.cyclades.ganeti.tools.scripts;

import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synnefo.cyclades.model.message.CreateProgress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Runs the progress monitor beside a process that really copies. */
class ProgressMonitorTest {

  private static final int MEBIBYTE = 1 << 20;
  private static final Path MONITOR = Script.DIRECTORY.resolve("progress-monitor");

  @TempDir private Path directory;
  private Path spool;

  @BeforeEach
  void makeSpool() throws Exception {
    spool = Files.createDirectory(directory.resolve("spool"));
  }

  private List<Double> written() {
    try {
      return Script.messages(spool).stream()
          .map(message -> ((CreateProgress) message).wprogress())
          .toList();
    } catch (UncheckedIOException replacedMeanwhile) {
      return List.of();
    }
  }

  @Test
  void progressRisesDuringTheCopyAndEndsAtOneHundred() throws Exception {
    Process copy =
        Script.start(
            Map.of(), "dd", "bs=1M", "iflag=fullblock", "of=" + directory.resolve("image"));
    Process monitor =
        Script.start(
            Map.of(),
            "sh",
            MONITOR,
            "--instance",
            "snf-7",
            "--pid=" + copy.pid(),
            "--size",
            10 * MEBIBYTE,
            "--spool=" + spool);
    try (OutputStream image = copy.getOutputStream()) {
      image.write(new byte[3 * MEBIBYTE]);
      image.flush();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> written().stream().anyMatch(w -> w >= 30 && w < 31));
      image.write(new byte[3 * MEBIBYTE]);
      image.flush();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> written().stream().anyMatch(w -> w >= 60 && w < 61));
      image.write(new byte[4 * MEBIBYTE]);
    }
    assertThat(copy.waitFor()).isZero();
    assertThat(monitor.waitFor(10, TimeUnit.SECONDS)).isTrue();

    assertThat(monitor.exitValue()).isZero();
    assertThat(new String(monitor.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEmpty();
    // An older message that nobody has read is replaced, so one file is left.
    assertThat(Script.messages(spool)).hasSize(1);
    CreateProgress last = (CreateProgress) Script.messages(spool).get(0);
    assertThat(last.instance()).isEqualTo("snf-7");
    assertThat(last.rprogress()).isEqualTo(100.0);
    assertThat(last.wprogress()).isEqualTo(100.0);
    assertThat(last.eventTime()).isNotNull();
  }

  @Test
  void aProcessThatHasEndedIsComplete() {
    Script.Result result =
        Script.run(
            Map.of(),
            "sh",
            MONITOR,
            "--instance=snf-7",
            "--pid=4194305",
            "--size=1",
            "--spool=" + spool);

    assertThat(result).isEqualTo(new Script.Result(0, ""));
    assertThat(written()).containsExactly(100.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--instance=snf-7",
        "--instance=snf-7 --pid=1 --size=0",
        "--instance=snf-7 --pid=one --size=1",
        "--instance=../x --pid=1 --size=1",
        "--instance=a\"b --pid=1 --size=1",
        "--instance=snf-7 --pid=1 --size=1 --interval=0.1",
        "--instance=snf-7 --pid=1 --size=1 --spool=/nonexistent",
        "--instance=snf-7 --pid=1 --size=1 --dance",
        "--pid",
      })
  void anInvalidOptionIsRejected(String options) {
    Script.Result result =
        Script.run(Map.of(), ("sh " + MONITOR + " --spool=" + spool + " " + options).split(" "));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.output()).contains("progress-monitor: ");
    assertThat(spool).isEmptyDirectory();
  }
}
