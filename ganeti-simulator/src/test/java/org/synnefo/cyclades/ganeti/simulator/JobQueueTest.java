package org.synnefo.cyclades.ganeti.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.ganeti.simulator.SimulatorFixture.Answer;
import org.synnefo.cyclades.ganeti.simulator.job.JobTimes;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.synnefo.cyclades.ganeti.simulator.SimulatorFixture.complete;
import static org.synnefo.cyclades.ganeti.simulator.SimulatorFixture.diskless;
import static org.synnefo.cyclades.ganeti.simulator.SimulatorFixture.recorded;

/** Tests the queue: files, order, and waiting for jobs. */
class JobQueueTest {

  private static final String HANG = "{\"kind\":\"job-hangs\",\"opcode\":\"OP_INSTANCE_SHUTDOWN\"}";

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void aJobsFileLooksLikeARealOne() throws Exception {
    try (SimulatorFixture ganeti = SimulatorFixture.start()) {
      JsonNode job =
          ganeti.succeeded(
              ganeti.post("/2/instances?reason=cyclades:1", complete("snf-1", "image-1")));

      Path queue = ganeti.data().resolve("queue");
      JsonNode file = PythonJson.parse(Files.readAllBytes(queue.resolve("job-" + job.path("id"))));
      JsonNode real = recorded("create.job");
      assertThat(names(file)).containsExactlyElementsOf(names(real));
      JsonNode operation = file.path("ops").get(0);
      assertThat(names(operation)).containsExactlyElementsOf(names(real.path("ops").get(0)));
      assertThat(names(operation.path("input")))
          .containsExactlyElementsOf(names(real.path("ops").get(0).path("input")));
      JsonNode reason = operation.path("input").path("reason");
      assertThat(reason.get(0).get(0).asText()).isEqualTo("gnt:user");
      assertThat(reason.get(0).get(1).asText()).isEqualTo("cyclades:1");
      assertThat(reason.get(1).get(0).asText()).isEqualTo("gnt:library:rlib2:instances");
      assertThat(reason.get(2).get(0).asText()).isEqualTo("gnt:opcode:instance_create");
      assertThat(reason.get(2).get(1).asText()).isEqualTo("job=1;index=0");
      assertThat(Files.readString(queue.resolve("serial"))).isEqualTo("1\n");
      assertThat(Files.readString(queue.resolve("version"))).isEqualTo("1\n");
    }
  }

  @Test
  void readersOfAJobFileSeeEachStateAndNeverAPartialFile() throws Exception {
    JobTimes slow =
        JobTimes.none().withDelay(Duration.ofMillis(200)).withWork(Duration.ofMillis(200));
    try (SimulatorFixture ganeti = SimulatorFixture.start(settings -> settings.withTimes(slow))) {
      Set<String> seen = new LinkedHashSet<>();
      AtomicBoolean done = new AtomicBoolean();
      Path file = ganeti.data().resolve("queue/job-1");
      CompletableFuture<Void> reader =
          CompletableFuture.runAsync(
              () -> {
                while (!done.get()) {
                  status(file, seen);
                }
              });

      ganeti.succeeded(ganeti.post("/2/instances", complete("snf-1", "image-1")));
      done.set(true);
      reader.join();
      status(file, seen);

      assertThat(seen).startsWith("queued").contains("running").endsWith("success");
      try (var files = Files.list(file.getParent())) {
        assertThat(files.map(one -> one.getFileName().toString()))
            .containsExactlyInAnyOrder("archive", "lock", "version", "serial", "job-1");
      }
    }
  }

  private static void status(Path file, Set<String> seen) {
    try {
      JsonNode job = PythonJson.parse(Files.readAllBytes(file));
      seen.add(job.path("ops").get(0).path("status").asText());
    } catch (NoSuchFileException e) {
      // Not submitted yet.
      Thread.onSpinWait();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void jobsOfOneInstanceRunSequentiallyAndThoseOfOthersConcurrently() throws Exception {
    try (SimulatorFixture ganeti = SimulatorFixture.start()) {
      ganeti.succeeded(ganeti.post("/2/instances", diskless("snf-1")));
      ganeti.succeeded(ganeti.post("/2/instances", diskless("snf-2")));
      ganeti.post("/simulator/faults", HANG);

      long hanging = ganeti.put("/2/instances/snf-1/shutdown", null).number();
      ganeti.awaitStatus(hanging, "running");
      long waiting = ganeti.put("/2/instances/snf-1/startup", null).number();
      ganeti.awaitStatus(waiting, "waiting");
      ganeti.succeeded(ganeti.put("/2/instances/snf-2/shutdown", null));

      assertThat(ganeti.job(waiting).path("status").asText()).isEqualTo("waiting");
      ganeti.delete("/simulator/faults");
      ganeti.awaitStatus(hanging, "success");
      ganeti.awaitStatus(waiting, "success");
      assertThat(ganeti.show("snf-1").path("status").asText()).isEqualTo("running");
    }
  }

  @Test
  void theNumberOfRunningJobsIsLimited() throws Exception {
    JobTimes two = JobTimes.none().withAtOnce(2);
    try (SimulatorFixture ganeti = SimulatorFixture.start(settings -> settings.withTimes(two))) {
      for (String name : List.of("snf-1", "snf-2", "snf-3")) {
        ganeti.succeeded(ganeti.post("/2/instances", diskless(name)));
      }
      ganeti.post("/simulator/faults", HANG.replace("}", ",\"count\":3}"));

      long first = ganeti.put("/2/instances/snf-1/shutdown", null).number();
      long second = ganeti.put("/2/instances/snf-2/shutdown", null).number();
      ganeti.awaitStatus(first, "running");
      ganeti.awaitStatus(second, "running");
      long third = ganeti.put("/2/instances/snf-3/shutdown", null).number();
      await()
          .during(Duration.ofMillis(300))
          .until(() -> ganeti.job(third).path("status").asText().equals("queued"));

      ganeti.delete("/simulator/faults");
      ganeti.awaitStatus(third, "success");
    }
  }

  @Test
  void waitingJobsAreCanceledAndRunningOnesAreNot() throws Exception {
    try (SimulatorFixture ganeti = SimulatorFixture.start()) {
      ganeti.succeeded(ganeti.post("/2/instances", diskless("snf-1")));
      ganeti.post("/simulator/faults", HANG);
      long running = ganeti.put("/2/instances/snf-1/shutdown", null).number();
      ganeti.awaitStatus(running, "running");
      long waiting = ganeti.put("/2/instances/snf-1/startup", null).number();
      ganeti.awaitStatus(waiting, "waiting");

      assertThat(ganeti.delete("/2/jobs/" + waiting).text())
          .isEqualTo("[true, \"Job successfully cancelled\"]\n");
      ganeti.awaitStatus(waiting, "canceled");
      assertThat(ganeti.job(waiting).path("opresult").get(0).asText())
          .isEqualTo("Job canceled by request");
      assertThat(ganeti.delete("/2/jobs/" + running).text())
          .isEqualTo("[false, \"Job no longer waiting, can't cancel (informed it anyway)\"]\n");
      ganeti.delete("/simulator/faults");
      ganeti.awaitStatus(running, "success");
      assertThat(ganeti.delete("/2/jobs/" + running).json().get(0).asBoolean()).isFalse();
    }
  }

  @Test
  void aQueuedJobIsCanceledBeforeItStarts() throws Exception {
    JobTimes late = JobTimes.none().withDelay(Duration.ofSeconds(1));
    try (SimulatorFixture ganeti = SimulatorFixture.start(settings -> settings.withTimes(late))) {
      long job = ganeti.post("/2/instances", diskless("snf-1")).number();

      assertThat(ganeti.delete("/2/jobs/" + job).json().get(0).asBoolean()).isTrue();

      assertThat(ganeti.job(job).path("status").asText()).isEqualTo("canceled");
      assertThat(ganeti.get("/2/instances").json()).isEmpty();
    }
  }

  @Test
  void aJobWaitsForItsDependencies() throws Exception {
    try (SimulatorFixture ganeti = SimulatorFixture.start()) {
      ganeti.succeeded(ganeti.post("/2/instances", diskless("snf-1")));
      ganeti.post("/simulator/faults", HANG);
      long first = ganeti.put("/2/instances/snf-1/shutdown", null).number();
      String depends = "{\"beparams\":{\"vcpus\":3},\"depends\":[[%d,[\"%s\"]]]}";
      long second =
          ganeti.put("/2/instances/snf-1/modify", depends.formatted(first, "success")).number();
      Answer never = ganeti.put("/2/instances/snf-1/modify", depends.formatted(first, "error"));
      ganeti.awaitStatus(first, "running");
      assertThat(ganeti.job(second).path("status").asText()).isEqualTo("queued");

      ganeti.delete("/simulator/faults");

      ganeti.awaitStatus(second, "success");
      assertThat(ganeti.failed(never).toString())
          .contains("Dependency job " + first + " failed with status 'success'");
    }
  }

  @Test
  void operationsAfterAFailedOneFail() throws Exception {
    try (SimulatorFixture ganeti = SimulatorFixture.start()) {
      ganeti.succeeded(ganeti.post("/2/instances", diskless("snf-1")));

      JsonNode job =
          ganeti.ended(
              ganeti.post("/2/instances/snf-1/reinstall", "{\"os\":\"snf-image+default\"}"));

      assertThat(job.path("opstatus").toString()).isEqualTo("[\"success\",\"error\",\"error\"]");
      assertThat(job.path("opresult").get(2).toString())
          .isEqualTo("[\"OpExecError\",[\"Preceding opcode failed\"]]");
    }
  }

  @Test
  void waitingReturnsWithAChangeOrAfterATimeout() throws Exception {
    try (SimulatorFixture ganeti = SimulatorFixture.start()) {
      ganeti.succeeded(ganeti.post("/2/instances", diskless("snf-1")));
      ganeti.post("/simulator/faults", HANG);
      long job = ganeti.put("/2/instances/snf-1/shutdown", null).number();
      ganeti.awaitStatus(job, "running");
      String path = "/2/jobs/" + job + "/wait";
      String running =
          "{\"fields\":[\"status\"],\"previous_job_info\":[\"running\"],\"previous_log_serial\":-1}";

      Instant asked = Instant.now();
      assertThat(ganeti.send("writer", "GET", path, running).text())
          .isEqualTo("{\"job_info\": [\"running\"], \"log_entries\": []}\n");
      assertThat(Duration.between(asked, Instant.now()))
          .isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));

      CompletableFuture<Answer> news =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return ganeti.send("writer", "GET", path, running);
                } catch (IOException | InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
      ganeti.delete("/simulator/faults");
      assertThat(news.join().text())
          .isEqualTo("{\"job_info\": [\"success\"], \"log_entries\": []}\n");
      assertThat(ganeti.send("writer", "GET", path, running.replace("running", "success")).text())
          .isEqualTo("{\"job_info\": [\"success\"], \"log_entries\": []}\n");
    }
  }

  @Test
  void finishedJobsAreArchivedAndStillFound() throws Exception {
    JobTimes few = JobTimes.none().withKept(2);
    try (SimulatorFixture ganeti = SimulatorFixture.start(settings -> settings.withTimes(few))) {
      ganeti.succeeded(ganeti.post("/2/instances", diskless("snf-1")));
      for (int tag = 0; tag < 3; tag++) {
        ganeti.succeeded(ganeti.put("/2/instances/snf-1/tags?tag=t" + tag, null));
      }

      assertThat(ganeti.data().resolve("queue/archive/0/job-1")).exists();
      assertThat(ganeti.data().resolve("queue/job-1")).doesNotExist();
      assertThat(ganeti.get("/2/jobs").json()).hasSize(2);
      assertThat(ganeti.job(1).path("status").asText()).isEqualTo("success");
    }
  }

  @Test
  void jobsInstancesAndNodesAreQueried() throws Exception {
    try (SimulatorFixture ganeti = SimulatorFixture.start()) {
      ganeti.succeeded(ganeti.post("/2/instances", diskless("snf-1")));
      ganeti.succeeded(ganeti.post("/2/instances", diskless("other-1")));

      assertThat(
              ganeti
                  .put(
                      "/2/query/instance",
                      "{\"fields\":[\"name\",\"be/vcpus\",\"nosuch\"],\"qfilter\":[\"=~\",\"name\",\"^snf-\"]}")
                  .json()
                  .path("data")
                  .toString())
          .isEqualTo("[[[0,\"snf-1\"],[0,1],[1,null]]]");
      assertThat(
              ganeti
                  .get("/2/query/job?fields=id,status,summary")
                  .json()
                  .path("data")
                  .get(0)
                  .toString())
          .isEqualTo("[[0,1],[0,\"success\"],[0,[\"INSTANCE_CREATE(snf-1)\"]]]");
      assertThat(ganeti.get("/2/query/node?fields=name,role").json().path("data").toString())
          .isEqualTo("[[[0,\"node1.example.com\"],[0,\"M\"]]]");
      assertThat(ganeti.get("/2/jobs?bulk=1").json().get(0).has("opresult")).isFalse();
      assertThat(names(ganeti.get("/2/nodes?bulk=1").json().get(0)))
          .containsExactlyElementsOf(names(recorded("nodes-bulk.json").get(0)));
      assertThat(names(ganeti.get("/2/info").json())).containsAll(names(recorded("info.json")));
    }
  }
}
