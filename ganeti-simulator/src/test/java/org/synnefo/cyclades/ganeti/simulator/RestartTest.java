package org.synnefo.cyclades.ganeti.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.ganeti.simulator.job.JobTimes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.synnefo.cyclades.ganeti.simulator.SimulatorFixture.complete;
import static org.synnefo.cyclades.ganeti.simulator.SimulatorFixture.diskless;

/** Tests the state after a clean shutdown and after a crash. */
class RestartTest {

  @Test
  void theStateSurvivesARestart() throws Exception {
    try (SimulatorFixture ganeti = SimulatorFixture.start()) {
      ganeti.succeeded(ganeti.post("/2/instances", complete("snf-1", "image-1")));
      ganeti.succeeded(ganeti.post("/2/instances", diskless("snf-2")));
      ganeti.succeeded(ganeti.put("/2/instances/snf-2/shutdown", null));
      JsonNode instances = ganeti.get("/2/instances?bulk=1").json();
      JsonNode job = ganeti.job(1);
      JsonNode info = ganeti.get("/2/info").json();

      ganeti.stop();
      ganeti.startAgain();

      assertThat(ganeti.get("/2/instances?bulk=1").json()).isEqualTo(instances);
      assertThat(ganeti.job(1)).isEqualTo(job);
      assertThat(ganeti.get("/2/info").json()).isEqualTo(info);
      new Socket("127.0.0.1", instances.get(0).path("network_port").asInt()).close();
      assertThat(ganeti.succeeded(ganeti.delete("/2/instances/snf-2")).path("id").asLong())
          .isEqualTo(4);
    }
  }

  @Test
  void theClusterHasItsOwnClockAndNumbersItsJobsAnewWithoutItsQueue() throws Exception {
    Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofDays(3650));
    try (SimulatorFixture ganeti = SimulatorFixture.start()) {
      ganeti.succeeded(ganeti.post("/2/instances", diskless("snf-1")));
      JsonNode info = ganeti.get("/2/info").json();
      ganeti.stop();
      Files.move(ganeti.data().resolve("queue"), ganeti.data().resolve("old-queue"));

      ganeti.startAgain(settings -> settings.withClock(ahead));

      JsonNode job = ganeti.succeeded(ganeti.put("/2/instances/snf-1/shutdown", null));
      assertThat(job.path("id").asLong()).isEqualTo(1);
      assertThat(job.path("received_ts").get(0).asLong())
          .isGreaterThan(Instant.now().plus(Duration.ofDays(3649)).getEpochSecond());
      assertThat(ganeti.get("/2/info").json()).isEqualTo(info);
    }
  }

  @Test
  void aConsoleGetsAnotherPortIfItsPortIsInUse() throws Exception {
    try (SimulatorFixture ganeti = SimulatorFixture.start()) {
      ganeti.succeeded(ganeti.post("/2/instances", diskless("snf-1")));
      int port = ganeti.show("snf-1").path("network_port").asInt();
      ganeti.stop();

      try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        ganeti.startAgain();

        int moved = ganeti.show("snf-1").path("network_port").asInt();
        assertThat(moved).isNotEqualTo(taken.getLocalPort());
        new Socket("127.0.0.1", moved).close();
      }
    }
  }

  @Test
  void afterARestartRunningJobsAreErrorsAndQueuedOnesRun() throws Exception {
    JobTimes one = JobTimes.none().withAtOnce(1);
    try (SimulatorFixture ganeti = SimulatorFixture.start(settings -> settings.withTimes(one))) {
      ganeti.succeeded(ganeti.post("/2/instances", diskless("snf-1")));
      ganeti.post("/simulator/faults", "{\"kind\":\"job-hangs\"}");
      long running = ganeti.put("/2/instances/snf-1/shutdown", null).number();
      ganeti.awaitStatus(running, "running");
      long queued = ganeti.post("/2/instances", diskless("snf-2")).number();

      ganeti.stop();
      ganeti.startAgain();

      assertThat(ganeti.job(running).path("status").asText()).isEqualTo("error");
      assertThat(ganeti.job(running).path("opresult").get(0).toString())
          .isEqualTo("[\"OpExecError\",[\"Job was interrupted\"]]");
      ganeti.awaitStatus(queued, "success");
      assertThat(ganeti.show("snf-1").path("status").asText()).isEqualTo("running");
    }
  }

  /** A separate process, killed while an image is being deployed. */
  @Test
  void nothingIsLostWhenTheProcessIsKilled() throws Exception {
    try (SimulatorFixture ganeti = SimulatorFixture.start()) {
      ganeti.succeeded(ganeti.post("/2/instances", diskless("snf-1")));
      ganeti.stop();
      Files.writeString(ganeti.data().resolve("users"), "writer example write\n");
      Process process = program(ganeti.data());
      try {
        int port = port(process);
        ganeti.speakTo(port);
        long job = ganeti.post("/2/instances", complete("snf-2", "test-sleep-5")).number();
        ganeti.awaitLog(job, "* running the instance OS create scripts...");
      } finally {
        process.destroyForcibly().waitFor();
      }

      ganeti.startAgain();

      JsonNode interrupted = ganeti.job(2);
      assertThat(interrupted.path("status").asText()).isEqualTo("error");
      assertThat(ganeti.show("snf-1").path("status").asText()).isEqualTo("running");
      assertThat(ganeti.show("snf-2").path("status").asText()).isEqualTo("ADMIN_down");
      ganeti.succeeded(ganeti.delete("/2/instances/snf-2"));
    }
  }

  private static Process program(Path data) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Simulator.class.getName(),
            "--data",
            data.toString(),
            "--port",
            "0",
            "--vnc-ports",
            "any",
            "--job-delay",
            "0",
            "--work-time",
            "0")
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static int port(Process process) throws IOException {
    String line = process.inputReader().readLine();
    assertThat(line).startsWith("Listening on http://127.0.0.1:");
    return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }
}
