package org.synnefo.cyclades.model.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synnefo.cyclades.model.message.NetworkStatus.NicStatus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MessageJsonTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant TIME = Instant.parse("2011-11-15T13:32:15.123456Z");

  static Stream<Message> messages() {
    return Stream.of(
        new OperationStatus(
            "snf-42",
            "OP_INSTANCE_CREATE",
            1017,
            0,
            JobStatus.SUCCESS,
            null,
            "done",
            TIME,
            "cluster.example.com"),
        new OperationStatus(
            "snf-42", "OP_INSTANCE_CREATE", 1017, null, JobStatus.QUEUED, "log", null, null, null),
        new NetworkStatus(
            "snf-42",
            List.of(
                new NicStatus(
                    "aa:00:00:49:2e:7e", "192.168.32.6", "2001:db8::1", "snf_public", "protected")),
            TIME,
            "cluster.example.com"),
        new NetworkStatus("snf-42", List.of(), null, null),
        new CreateProgress("snf-42", 63.5, 61.0, TIME, "cluster.example.com"),
        new CommandMessage(
            UUID.fromString("6e3e0a3c-5b11-4f2d-9f52-3f5f0c1f7d10"),
            "modify-nics",
            42,
            1L,
            "req-1",
            JSON.valueToTree(Map.of("action", "add"))),
        new Email("a@example.com", null, "Subject ✓", "Body"),
        new Reconcile(Reconcile.Scope.SERVER, 42L, null, null),
        new Reconcile(Reconcile.Scope.ALL, null, Reconcile.Mode.DRY_RUN, UUID.randomUUID()));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void messagesSurviveARoundTrip(Message message) throws Exception {
    byte[] body = MessageJson.write(message);

    assertThat(MessageJson.read(body)).isEqualTo(message);
    assertThat(JSON.readTree(body).get("type").textValue()).isEqualTo(message.messageType());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void unknownFieldsAreIgnored(Message message) throws Exception {
    ObjectNode body = (ObjectNode) JSON.readTree(MessageJson.write(message));
    body.putObject("somethingNew").put("nested", 1);

    assertThat(MessageJson.read(JSON.writeValueAsBytes(body))).isEqualTo(message);
  }

  @Test
  void messagesOfTheOriginalToolsAreAccepted() throws Exception {
    Message message =
        MessageJson.read(
            """
            {"type": "ganeti-op-status", "instance": "snf-42", "operation": "OP_INSTANCE_CREATE",
             "jobId": "1017", "status": "running", "logmsg": "creating os"}
            """
                .getBytes(UTF_8));

    assertThat(message)
        .isEqualTo(
            new OperationStatus(
                "snf-42",
                "OP_INSTANCE_CREATE",
                1017,
                null,
                JobStatus.RUNNING,
                "creating os",
                null,
                null,
                null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1321363935.123456|2011-11-15T13:32:15.123456Z",
        "[1321363935, 123456]|2011-11-15T13:32:15.123456Z",
        "1321363935|2011-11-15T13:32:15Z",
        "1.321363935123456E9|2011-11-15T13:32:15.123456Z"
      })
  void timesAreSecondsOrPairsToTheMicrosecond(String json, String expected) throws Exception {
    String body =
        "{\"type\": \"ganeti-net-status\", \"instance\": \"snf-1\", \"nics\": [], \"eventTime\": %s}"
            .formatted(json);

    assertThat(((NetworkStatus) MessageJson.read(body.getBytes(UTF_8))).eventTime())
        .isEqualTo(Instant.parse(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"ganeti-op-status\",\"operation\":\"O\",\"jobId\":1,\"status\":\"success\"}|instance",
        "{\"type\":\"ganeti-op-status\",\"instance\":\"i\",\"jobId\":1,\"status\":\"success\"}|operation",
        "{\"type\":\"ganeti-op-status\",\"instance\":\"i\",\"operation\":\"O\",\"status\":\"success\"}|jobId",
        "{\"type\":\"ganeti-op-status\",\"instance\":\"i\",\"operation\":\"O\",\"jobId\":1}|status",
        "{\"type\":\"ganeti-op-status\",\"instance\":\"i\",\"operation\":\"O\",\"jobId\":1,\"status\":\"odd\"}|odd",
        "{\"type\":\"ganeti-op-status\",\"instance\":\"i\",\"operation\":\"O\",\"jobId\":\"x\",\"status\":\"error\"}|jobId",
        "{\"type\":\"ganeti-op-status\",\"instance\":\"i\",\"operation\":\"O\",\"jobId\":1,\"status\":\"error\",\"eventTime\":\"now\"}|eventTime",
        "{\"type\":\"ganeti-op-status\",\"instance\":\"i\",\"operation\":\"O\",\"jobId\":1,\"status\":\"error\",\"eventTime\":1e99}|eventTime",
        "{\"type\":\"ganeti-net-status\",\"instance\":\"i\"}|nics",
        "{\"type\":\"ganeti-net-status\",\"instance\":\"i\",\"nics\":[{\"ip\":\"192.0.2.1\"}]}|mac",
        "{\"type\":\"ganeti-create-progress\",\"instance\":\"i\"}|rprogress",
        "{\"type\":\"ganeti-create-progress\",\"instance\":\"i\",\"rprogress\":-1}|rprogress",
        "{\"type\":\"command\",\"verb\":\"start\",\"server\":1}|id",
        "{\"type\":\"command\",\"id\":\"6e3e0a3c-5b11-4f2d-9f52-3f5f0c1f7d10\",\"server\":1}|verb",
        "{\"type\":\"command\",\"id\":\"6e3e0a3c-5b11-4f2d-9f52-3f5f0c1f7d10\",\"verb\":\"start\"}|server",
        "{\"type\":\"email\",\"subject\":\"s\",\"body\":\"b\"}|to",
        "{\"type\":\"reconcile\"}|scope",
        "{\"type\":\"reconcile\",\"scope\":\"server\"}|id",
        "{\"type\":\"no-such-type\"}|no-such-type",
        "{\"instance\":\"i\"}|type"
      })
  void errorsNameTheField(String body, String named) {
    assertThatThrownBy(() -> MessageJson.read(body.getBytes(UTF_8)))
        .isInstanceOf(InvalidMessageException.class)
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "42",
        "\"text\"",
        "{",
        "{} {}",
        "\u0000",
        "{\"type\": 1}",
        "{\"type\": null}"
      })
  void garbageIsReportedAsInvalid(String body) {
    assertThatThrownBy(() -> MessageJson.read(body.getBytes(UTF_8)))
        .isInstanceOf(InvalidMessageException.class);
  }

  @Test
  void mutatedBodiesAreReadOrReportedAsInvalid() throws Exception {
    Random random = new Random(7);
    List<byte[]> bodies = messages().map(MessageJson::write).toList();
    int invalid = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] body = bodies.get(random.nextInt(bodies.size())).clone();
      for (int change = 0; change <= random.nextInt(3); change++) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(MessageJson.read(body)).isNotNull();
      } catch (InvalidMessageException expected) {
        invalid++;
        assertThat(expected).hasMessageMatching("(?s).+");
      }
    }
    assertThat(invalid).isPositive();
  }

  @Test
  void deepNestingIsInvalid() {
    ArrayNode deep = JSON.createArrayNode();
    JsonNode inner = deep;
    for (int i = 0; i < 200; i++) {
      inner = ((ArrayNode) inner).addArray();
    }
    String body = "{\"type\":\"email\",\"to\":%s}".formatted(deep);

    assertThatThrownBy(() -> MessageJson.read(body.getBytes(UTF_8)))
        .isInstanceOf(InvalidMessageException.class);
  }

  @Test
  void statusesAreOrderedChronologically() {
    List<JobStatus> life =
        List.of(JobStatus.QUEUED, JobStatus.WAITING, JobStatus.RUNNING, JobStatus.CANCELING);
    for (int i = 1; i < life.size(); i++) {
      assertThat(life.get(i).rank()).isGreaterThan(life.get(i - 1).rank());
    }
    for (JobStatus status : JobStatus.values()) {
      assertThat(JobStatus.parse(status.wireName())).isEqualTo(status);
      assertThat(status.isTerminal()).isEqualTo(!life.contains(status));
    }
  }

  @Test
  void namesContainThePrefix() {
    MessageTopology topology = new MessageTopology("snf");

    assertThat(topology.operations())
        .isEqualTo(new MessageTopology.Queue("snf-events-op", "ganeti", "ganeti.snf.event.op"));
    assertThat(topology.commands())
        .isEqualTo(new MessageTopology.Queue("snf-commands", "api", "api.snf.command.*"));
    assertThat(topology.commandKey("modify-nics")).isEqualTo("api.snf.command.modify-nics");
    assertThat(topology.emailKey("invitation")).isEqualTo("logic.snf.email.invitation");
    assertThat(topology.reconciliationKey("all")).isEqualTo("reconciliation.snf.all");
  }
}
