package org.synnefo.cyclades.ganeti.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.synnefo.cyclades.ganeti.simulator.SimulatorFixture.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.synnefo.cyclades.ganeti.simulator.SimulatorFixture.diskless;
import static org.synnefo.cyclades.ganeti.simulator.SimulatorFixture.instance;

/** Tests rejected requests and failures, which have the same messages as Ganeti's. */
class RefusalTest {

  private static final String NOT_FOUND =
      "{\"code\": 404, \"message\": \"Not Found\", \"explain\": \"Nothing matches the given URI\"}\n";
  private static final String FORBIDDEN =
      "{\"code\": 403, \"message\": \"Forbidden\", \"explain\": \"Request forbidden -- authorization"
          + " will not help\"}\n";

  private static SimulatorFixture ganeti;

  @BeforeAll
  static void start() throws Exception {
    ganeti = SimulatorFixture.start();
    ganeti.succeeded(ganeti.post("/2/instances", diskless("there")));
    ganeti.succeeded(
        ganeti.post("/2/instances", diskless("stopped").replace("1,", "1,\"start\":false,")));
  }

  @AfterAll
  static void stop() throws Exception {
    ganeti.close();
  }

  private static String badRequest(String message) {
    return "{\"code\": 400, \"message\": \""
        + message
        + "\", \"explain\": \"Bad request syntax or unsupported method\"}\n";
  }

  private static String internal(String message) {
    return "{\"code\": 500, \"message\": \""
        + message
        + "\", \"explain\": \"Server got itself in trouble\"}\n";
  }

  static Stream<Arguments> requests() {
    String create = "/2/instances";
    return Stream.of(
        arguments("writer", "GET", "/2/instances/nosuch", null, NOT_FOUND),
        arguments("writer", "GET", "/2/nosuch", null, NOT_FOUND),
        arguments("writer", "GET", "/2/networks/nosuch", null, NOT_FOUND),
        arguments("writer", "GET", "/2/nodes/nosuch", null, NOT_FOUND),
        arguments("writer", "GET", "/2/jobs/abc", null, NOT_FOUND),
        arguments("reader", "PUT", "/2/instances/there/startup", null, FORBIDDEN),
        arguments("reader", "GET", "/2/jobs/1/wait", "{\"fields\":[\"status\"]}", FORBIDDEN),
        arguments("plain", "GET", "/2/query/instance?fields=name", null, FORBIDDEN),
        arguments("reader", "POST", "/simulator/faults", "{}", FORBIDDEN),
        arguments(
            "writer",
            "POST",
            create,
            "{\"mode\":\"create\",\"name\":\"x\"}",
            badRequest("Instance creation request version 0 is no longer supported")),
        arguments(
            "writer",
            "POST",
            create,
            "{\"__version__\":1,\"name\":\"x\"}",
            badRequest(
                "Invalid body parameters: (&quot;Parameter &#x27;OP_INSTANCE_CREATE.disks&#x27;"
                    + " fails validation&quot;, &#x27;wrong_input&#x27;)")),
        arguments(
            "writer",
            "POST",
            create,
            instance(
                "x", ",\"disk_template\":\"diskless\",\"disks\":[],\"nics\":[],\"nonsense\":1"),
            badRequest(
                "Invalid body parameters: Object OpInstanceCreate doesn&#x27;t support the"
                    + " parameter &#x27;nonsense&#x27;")),
        arguments("writer", "POST", create, "{\"mode\":", badRequest("Unable to parse JSON data")),
        arguments(
            "writer",
            "POST",
            create,
            null,
            badRequest(
                "Body contents: Type is &#x27;NoneType&#x27;, but &#x27;dict&#x27; is expected")),
        arguments(
            "writer",
            "POST",
            "/2/instances/there/reboot?type=weird",
            null,
            badRequest(
                "Invalid body parameters: (&quot;Parameter"
                    + " &#x27;OP_INSTANCE_REBOOT.reboot_type&#x27; fails validation&quot;,"
                    + " &#x27;wrong_input&#x27;)")),
        arguments(
            "writer",
            "GET",
            "/2/query/instance",
            null,
            badRequest("Missing &#x27;fields&#x27; query argument")),
        arguments(
            "writer",
            "GET",
            "/2/jobs/1/wait",
            "{}",
            badRequest("Required parameter &#x27;fields&#x27; is missing")),
        arguments(
            "writer",
            "PUT",
            "/2/instances/there/modify",
            null,
            internal("&#x27;NoneType&#x27; object has no attribute &#x27;copy&#x27;")),
        arguments(
            "writer",
            "GET",
            "/2/instances/nosuch/tags",
            null,
            internal("(&#x27;Instance name nosuch not found&#x27;, &#x27;unknown_entity&#x27;)")),
        arguments(
            "writer",
            "GET",
            "/2/instances/nosuch/console",
            null,
            internal("list index out of range")),
        arguments(
            "writer",
            "GET",
            "/2/jobs/999999/wait",
            "{\"fields\":[\"status\"]}",
            internal("Can&#x27;t load job file")),
        arguments(
            "writer",
            "GET",
            "/2/instances/stopped/console",
            null,
            "{\"code\": 503, \"message\": \"Instance console unavailable\", \"explain\": \"The"
                + " server cannot process the request due to a high load\"}\n"),
        arguments(
            "writer",
            "DELETE",
            "/version",
            null,
            "{\"code\": 501, \"message\": \"Method DELETE is unsupported for path /version\","
                + " \"explain\": \"Server does not support this operation\"}\n"));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void invalidRequestsAreRejectedImmediately(
      String user, String method, String path, String body, String expected) throws Exception {
    Answer answer = ganeti.send(user, method, path, body);

    assertThat(answer.text()).isEqualTo(expected);
    assertThat(answer.status()).isEqualTo(answer.json().path("code").asInt());
  }

  static Stream<Arguments> operations() {
    String modify = "/2/instances/there/modify";
    String empty = ",\"disk_template\":\"diskless\",\"disks\":[],\"nics\":[]";
    return Stream.of(
        arguments(
            "PUT",
            "/2/instances/nosuch/startup",
            null,
            "[\"OpPrereqError\",[\"Instance 'nosuch' not known\",\"unknown_entity\"]]"),
        arguments(
            "POST",
            "/2/instances",
            diskless("there"),
            "[\"OpPrereqError\",[\"Instance 'there' is already in the cluster\",\"already_exists\"]]"),
        arguments(
            "POST",
            "/2/instances",
            instance("x", empty + ",\"beparams\":{\"memory\":1048576}"),
            "[\"OpPrereqError\",[\"Can't compute nodes using iallocator 'hail': Request failed:"
                + " Group default (preferred): No valid allocation solutions, failure reasons:"
                + " FailMem: 1\",\"insufficient_resources\"]]"),
        arguments(
            "POST",
            "/2/instances",
            instance("x", empty + ",\"osparams\":{\"nosuch\":\"1\"}"),
            "[\"OpExecError\",[\"OS Parameters validation failed on node node1.example.com: The"
                + " following parameters are not supported by the OS snf-image: nosuch\"]]"),
        arguments(
            "POST",
            "/2/instances",
            instance("x", empty).replace("snf-image+", "nosuch+"),
            "[\"OpExecError\",[\"OS Parameters validation failed on node node1.example.com:"
                + " Directory for OS nosuch not found in search path\"]]"),
        arguments(
            "POST",
            "/2/instances",
            instance("x", empty.replace("[]", "[{\"network\":\"nosuch\",\"ip\":\"pool\"}]")),
            "[\"OpPrereqError\",[\"Network 'nosuch' not found\",\"unknown_entity\"]]"),
        arguments(
            "POST",
            "/2/instances",
            instance("x", empty.replace("\"nics\":[]", "\"nics\":[{\"ip\":\"pool\"}]")),
            "[\"OpPrereqError\",[\"if ip=pool, parameter network must be passed too\",\"wrong_input\"]]"),
        arguments(
            "POST",
            "/2/instances",
            instance("x", empty + ",\"hypervisor\":\"xen-pvm\""),
            "[\"OpPrereqError\",[\"Selected hypervisor (xen-pvm) not enabled in the cluster"
                + " (kvm,fake)\",\"wrong_state\"]]"),
        arguments(
            "POST",
            "/2/instances",
            instance("x", empty + ",\"hypervisor\":\"fake\",\"hvparams\":{\"kernel_path\":\"/x\"}"),
            "[\"HypervisorError\",[\"Parameter 'kernel_path' is not supported\"]]"),
        arguments(
            "POST",
            "/2/instances",
            instance("not a name", empty),
            "[\"OpPrereqError\",[\"Invalid hostname 'not a name'\",\"wrong_input\"]]"),
        arguments(
            "PUT", modify, "{}", "[\"OpPrereqError\",[\"No changes submitted\",\"wrong_input\"]]"),
        arguments(
            "PUT",
            modify,
            "{\"nics\":[[\"remove\",\"nosuch\",{}]]}",
            "[\"OpPrereqError\",[\"Cannot find NIC with identifier nosuch\",\"unknown_entity\"]]"),
        arguments(
            "PUT",
            modify,
            "{\"nics\":[[\"remove\",\"7\",{}]]}",
            "[\"OpExecError\",[\"Got NIC index 7, but there are only 0\"]]"),
        arguments(
            "PUT",
            modify,
            "{\"nics\":[[\"add\",\"-1\",{\"ip\":\"pool\"}]]}",
            "[\"OpPrereqError\",[\"If ip=pool, parameter network cannot be none\",\"wrong_input\"]]"),
        arguments(
            "PUT",
            modify,
            "{\"nics\":[[\"add\",\"-1\",{\"network\":\"snf-public\",\"link\":\"br0\"}]]}",
            "[\"OpPrereqError\",[\"If network is given mode or link should not\",\"wrong_input\"]]"),
        arguments(
            "PUT",
            modify,
            "{\"beparams\":{\"vcpus\":\"x\"}}",
            "[\"TypeEnforcementError\",[\"'vcpus' (value x) is not a valid integer\"]]"),
        arguments(
            "PUT",
            "/2/instances/there/tags?tag=a%20b",
            null,
            "[\"TagError\",[\"Tag contains invalid characters\"]]"),
        arguments(
            "DELETE",
            "/2/instances/there/tags?tag=zzz",
            null,
            "[\"OpPrereqError\",[\"Tag(s) 'zzz' not found\",\"unknown_entity\"]]"),
        arguments(
            "POST",
            "/2/instances/there/disk/0/grow",
            "{\"amount\":1}",
            "[\"OpPrereqError\",[\"Invalid disk index: 0 (instace has disks 0 to -1\",\"wrong_input\"]]"),
        arguments(
            "POST",
            "/2/instances/stopped/reinstall?os=snf-image%2Bdefault&nostartup=1",
            null,
            "[\"OpPrereqError\",[\"Instance 'stopped' has no disks\",\"wrong_input\"]]"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void impossibleOperationsFailInTheirJob(String method, String path, String body, String expected)
      throws Exception {
    JsonNode failure = ganeti.failed(ganeti.send("writer", method, path, body));

    assertThat(failure.toString()).isEqualTo(expected);
  }

  @Test
  void unknownUsersAreRejected() throws Exception {
    Answer answer = ganeti.send("stranger", "GET", "/2/info", null);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.response().headers().firstValue("WWW-Authenticate"))
        .contains("Basic realm=\"Ganeti Remote API\"");
  }

  @Test
  void theContentTypeMustMatchExactly() throws Exception {
    Answer charset =
        ganeti.send(
            ganeti
                .request("writer", "/2/instances")
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString("{}"))
                .build());
    Answer chunked =
        ganeti.send(
            ganeti
                .request("writer", "/2/instances")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString("{}")))
                .build());

    assertThat(charset.status()).isEqualTo(415);
    assertThat(chunked.status()).isEqualTo(400);
  }

  @Test
  void otherVersionsOfHttpAreNotUsed() throws Exception {
    for (int i = 0; i < 2; i++) {
      assertThat(ganeti.get("/version").response().version())
          .isEqualTo(HttpClient.Version.HTTP_1_1);
    }
  }

  @Test
  void everyResponseClosesItsConnection() throws Exception {
    Answer answer = ganeti.get("/version");

    assertThat(answer.text()).isEqualTo("2\n");
    assertThat(answer.response().headers().firstValue("Connection")).contains("close");
    assertThat(answer.response().headers().firstValue("Content-Type")).contains("application/json");
  }

  @Test
  void aJobThatNeverExistedHasNoProperties() throws Exception {
    assertThat(ganeti.get("/2/jobs/999999").text())
        .isEqualTo(
            "{\"id\": 999999, \"ops\": null, \"status\": null, \"summary\": null, \"opstatus\":"
                + " null, \"received_ts\": null, \"start_ts\": null, \"end_ts\": null, \"oplog\":"
                + " null, \"opresult\": null}\n");
  }
}
