package org.synnefo.cyclades.ganeti.simulator;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.ganeti.simulator.SimulatorFixture.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.synnefo.cyclades.ganeti.simulator.SimulatorFixture.diskless;

/** Tests fault injection from a client's point of view. */
class FaultsTest {

  private SimulatorFixture ganeti;

  @BeforeEach
  void start() throws Exception {
    ganeti = SimulatorFixture.start();
  }

  @AfterEach
  void stop() throws Exception {
    ganeti.close();
  }

  private Answer fault(String json) throws Exception {
    Answer answer = ganeti.post("/simulator/faults", json);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer;
  }

  @Test
  void theNextJobsOfAnOpcodeFail() throws Exception {
    fault(
        "{\"kind\":\"job-fails\",\"opcode\":\"OP_INSTANCE_CREATE\",\"count\":2,"
            + "\"class\":\"OpPrereqError\",\"message\":\"No room\",\"ecode\":\"insufficient_resources\"}");

    String expected = "[\"OpPrereqError\",[\"No room\",\"insufficient_resources\"]]";
    assertThat(ganeti.failed(ganeti.post("/2/instances", diskless("snf-1"))).toString())
        .isEqualTo(expected);
    assertThat(ganeti.get("/simulator/faults").json().get(0).path("count").asInt()).isEqualTo(1);
    assertThat(ganeti.failed(ganeti.post("/2/instances", diskless("snf-1"))).toString())
        .isEqualTo(expected);
    ganeti.succeeded(ganeti.post("/2/instances", diskless("snf-1")));
    assertThat(ganeti.get("/simulator/faults").json()).isEmpty();
  }

  @Test
  void onlyJobsOfOneInstanceFail() throws Exception {
    fault("{\"kind\":\"job-fails\",\"instance\":\"snf-2\"}");

    ganeti.succeeded(ganeti.post("/2/instances", diskless("snf-1")));
    assertThat(ganeti.failed(ganeti.post("/2/instances", diskless("snf-2"))).toString())
        .isEqualTo("[\"OpExecError\",[\"Injected fault\"]]");
  }

  @Test
  void aJobHangsUntilTheFaultIsRemoved() throws Exception {
    fault("{\"kind\":\"job-hangs\",\"opcode\":\"OP_INSTANCE_CREATE\"}");

    long job = ganeti.post("/2/instances", diskless("snf-1")).number();
    ganeti.awaitStatus(job, "running");
    await()
        .during(Duration.ofMillis(300))
        .until(() -> ganeti.job(job).path("status").asText().equals("running"));

    ganeti.delete("/simulator/faults");
    ganeti.awaitStatus(job, "success");
  }

  @Test
  void requestsGetTheErrorPageOfAProxy() throws Exception {
    fault("{\"kind\":\"answer\",\"status\":503,\"count\":1,\"path\":\"^/2/instances\"}");
    fault("{\"kind\":\"answer\",\"status\":502,\"html\":true,\"count\":1,\"method\":\"POST\"}");

    assertThat(ganeti.get("/2/info").status()).isEqualTo(200);
    Answer json = ganeti.get("/2/instances");
    assertThat(json.status()).isEqualTo(503);
    assertThat(json.json().path("code").asInt()).isEqualTo(503);
    Answer html = ganeti.post("/2/instances", diskless("snf-1"));
    assertThat(html.status()).isEqualTo(502);
    assertThat(html.text()).startsWith("<html>");
    assertThat(ganeti.get("/2/jobs").json()).isEmpty();
  }

  @Test
  void anErrorStatusIsReturnedForATime() throws Exception {
    fault("{\"kind\":\"answer\",\"status\":504,\"seconds\":0.5}");

    assertThat(ganeti.get("/2/info").status()).isEqualTo(504);
    assertThat(ganeti.get("/2/info").status()).isEqualTo(504);
    await().until(() -> ganeti.get("/2/info").status() == 200);
  }

  @Test
  void aListIsAnsweredInPart() throws Exception {
    for (int number = 1; number <= 3; number++) {
      ganeti.succeeded(ganeti.post("/2/instances", diskless("snf-" + number)));
    }
    fault("{\"kind\":\"partial\",\"count\":2,\"path\":\"^/2/(instances|query/instance)$\"}");

    assertThat(ganeti.get("/2/instances?bulk=1").json()).hasSize(1);
    assertThat(ganeti.get("/2/query/instance?fields=name").json().path("data")).hasSize(1);
    assertThat(ganeti.get("/2/instances?bulk=1").json()).hasSize(3);
  }

  @Test
  void aResponseIsDelayed() throws Exception {
    fault("{\"kind\":\"delay\",\"milliseconds\":400}");

    Instant asked = Instant.now();
    assertThat(ganeti.get("/version").status()).isEqualTo(200);

    assertThat(Duration.between(asked, Instant.now()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(400));
  }

  @Test
  void aJobIsCreatedAndTheResponseIsLost() throws Exception {
    fault("{\"kind\":\"lost-answer\",\"method\":\"POST\"}");

    assertThatThrownBy(() -> ganeti.post("/2/instances?reason=me", diskless("snf-1")))
        .isInstanceOf(IOException.class);

    await().until(() -> ganeti.get("/2/instances/snf-1").status() == 200);
    assertThat(ganeti.get("/2/jobs?bulk=1").text()).contains("\"me\"");
  }

  @Test
  void aRequestIsLost() throws Exception {
    fault("{\"kind\":\"lost-request\",\"method\":\"POST\"}");

    assertThatThrownBy(() -> ganeti.post("/2/instances", diskless("snf-1")))
        .isInstanceOf(IOException.class);

    assertThat(ganeti.get("/2/jobs").json()).isEmpty();
  }

  @Test
  void aRequestHangs() throws Exception {
    fault("{\"kind\":\"hang\",\"path\":\"info\"}");

    assertThatThrownBy(
            () ->
                ganeti.send(
                    ganeti.request("writer", "/2/info").timeout(Duration.ofMillis(300)).build()))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(ganeti.get("/2/info").status()).isEqualTo(200);
  }

  @Test
  void theNodeIsFull() throws Exception {
    ganeti.put("/simulator/capacity", "{\"memory\":200}");

    ganeti.succeeded(ganeti.post("/2/instances", diskless("snf-1")));
    assertThat(ganeti.failed(ganeti.post("/2/instances", diskless("snf-2"))).toString())
        .contains("FailMem", "insufficient_resources");
  }

  @Test
  void aFaultIsRemoved() throws Exception {
    long id = fault("{\"kind\":\"answer\",\"status\":500}").json().path("id").asLong();

    assertThat(ganeti.delete("/simulator/faults/" + id).status()).isEqualTo(200);

    assertThat(ganeti.get("/2/info").status()).isEqualTo(200);
    assertThat(ganeti.delete("/simulator/faults/" + id).status()).isEqualTo(404);
  }

  @Test
  void invalidFaultsAreRejectedWithAReason() throws Exception {
    assertThat(ganeti.post("/simulator/faults", "{\"kind\":\"answer\"}").text())
        .contains("answer requires a status");
    assertThat(ganeti.post("/simulator/faults", "{\"kind\":\"nosuch\"}").status()).isEqualTo(400);
    assertThat(ganeti.post("/simulator/faults", "{\"nosuch\":1}").status()).isEqualTo(400);
    assertThat(ganeti.post("/simulator/faults", "{}").text()).contains("kind is missing");
  }
}
