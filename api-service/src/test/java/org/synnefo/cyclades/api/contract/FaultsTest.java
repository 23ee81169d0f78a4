package org.synnefo.cyclades.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.synnefo.cyclades.api.limits.RateLimits;
import org.synnefo.cyclades.api.testing.ApiTest;
import org.synnefo.cyclades.api.testing.Documents;
import org.synnefo.cyclades.api.testing.FakeConsoleDestinations;
import org.synnefo.cyclades.api.testing.TestTenants;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests every fault of every operation, in JSON and XML. */
@ApiTest
class FaultsTest {

  /** Operations with a body. */
  private static final List<String> WRITING =
      List.of(
          "POST /servers",
          "PUT /servers/{server}",
          "POST /servers/{server}/action",
          "POST /servers/{server}/meta",
          "PUT /servers/{server}/meta/a",
          "POST /images",
          "POST /images/{image}/meta",
          "PUT /images/{image}/meta/a",
          "POST /networks",
          "PUT /networks/{network}",
          "POST /networks/{network}/action");

  /** Operations on one item, without a body. */
  private static final List<String> ON_AN_ITEM =
      List.of(
          "GET /servers/{server}",
          "DELETE /servers/{server}",
          "GET /servers/{server}/ips",
          "GET /servers/{server}/ips/public",
          "GET /servers/{server}/stats",
          "GET /servers/{server}/meta",
          "GET /servers/{server}/meta/a",
          "DELETE /servers/{server}/meta/a",
          "GET /flavors/{flavor}",
          "GET /images/{image}",
          "DELETE /images/{image}",
          "GET /images/{image}/meta",
          "GET /images/{image}/meta/a",
          "DELETE /images/{image}/meta/a",
          "GET /networks/{network}",
          "DELETE /networks/{network}",
          "GET /extensions/{extension}");

  private static final List<String> OF_ALL =
      List.of(
          "GET /servers",
          "GET /servers/detail",
          "GET /flavors",
          "GET /flavors/detail",
          "GET /images",
          "GET /images/detail",
          "GET /networks",
          "GET /networks/detail",
          "GET /limits",
          "GET /extensions");

  /** A valid body for each operation on one item. */
  private static final List<String> BODIES =
      List.of(
          "{\"server\": {\"name\": \"x\"}}",
          "{\"start\": {}}",
          "{\"metadata\": {\"a\": \"b\"}}",
          "{\"meta\": {\"a\": \"b\"}}",
          "{\"network\": {\"name\": \"x\"}}",
          "{\"add\": {\"serverRef\": 1}}");

  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject TestTenants cloud;
  @Inject FakeConsoleDestinations consoles;
  @Inject RateLimits rates;

  private TestTenants.Tenant tenant;

  @BeforeEach
  void createATenant() {
    tenant = cloud.tenant();
  }

  static Stream<Arguments> all() {
    return inBoth(Stream.of(WRITING, ON_AN_ITEM, OF_ALL).flatMap(List::stream));
  }

  static Stream<Arguments> writing() {
    return inBoth(WRITING.stream());
  }

  static Stream<Arguments> onAnItem() {
    return inBoth(
        Stream.concat(
            WRITING.stream().filter(operation -> operation.contains("{")), ON_AN_ITEM.stream()));
  }

  static Stream<Arguments> collections() {
    return inBoth(OF_ALL.stream().filter(one -> !one.matches(".*(limits|extensions)")));
  }

  private static Stream<Arguments> inBoth(Stream<String> operations) {
    return operations.flatMap(
        operation -> Stream.of(Arguments.of(operation, "json"), Arguments.of(operation, "xml")));
  }

  @ParameterizedTest
  @MethodSource("all")
  void withoutATokenTheRequestIsUnauthorized(String operation, String form) throws Exception {
    tenant = new TestTenants.Tenant(0, "nobody's");
    isFault(send(operation, "7", "{}", form), "unauthorized", 401, form);
  }

  @ParameterizedTest
  @MethodSource("all")
  void tooManyRequestsAreOverTheLimit(String operation, String form) throws Exception {
    Response answer = exhaust(operation, form);
    isFault(answer, "overLimit", 413, form);
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
  }

  @ParameterizedTest
  @MethodSource("onAnItem")
  void missingItemsAreNotFound(String operation, String form) throws Exception {
    for (String body : operation.startsWith("P") ? BODIES : List.of("")) {
      Response answer = send(operation, "999999999", body, form);
      boolean isOfAnother = answer.statusCode() == 400 && operation.startsWith("P");
      if (!isOfAnother) {
        isFault(answer, "itemNotFound", 404, form);
        return;
      }
    }
    throw new AssertionError("no body was right for " + operation);
  }

  @ParameterizedTest
  @MethodSource("onAnItem")
  void malformedIdsAreBadRequestsOrNotFound(String operation, String form) throws Exception {
    boolean isNotFound = operation.matches(".*/(images|extensions)/.*");
    for (String id : List.of("x", "99999999999999999999")) {
      Response answer = send(operation, id, body(operation), form);
      if (isNotFound) {
        isFault(answer, "itemNotFound", 404, form);
      } else {
        isFault(answer, "badRequest", 400, form);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("writing")
  void anInvalidBodyIsABadRequest(String operation, String form) throws Exception {
    for (String body : List.of("", "{", "null", "{}")) {
      isFault(send(operation, "7", body, form), "badRequest", 400, form);
    }
  }

  @ParameterizedTest
  @MethodSource("writing")
  void otherMediaTypesAreRejected(String operation, String form) throws Exception {
    RequestSpecification asks = tenant.asks().contentType("text/plain").body("{}");
    isFault(asks.request(method(operation), path(operation, "7", form)), "badMediaType", 415, form);
  }

  @ParameterizedTest
  @MethodSource("writing")
  void aLargeBodyIsOverTheLimit(String operation, String form) throws Exception {
    isFault(send(operation, "7", " ".repeat(300_000), form), "overLimit", 413, form);
  }

  @ParameterizedTest
  @MethodSource("collections")
  void badParametersAreBadRequests(String operation, String form) throws Exception {
    for (String query : List.of("limit=0", "marker=x", "changes-since=yesterday")) {
      Response answer =
          tenant.asks().request(method(operation), path(operation, "", form) + "?" + query);
      isFault(answer, "badRequest", 400, form);
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aServerThatIsBeingBuiltIsInProgress(String form) throws Exception {
    cloud.link();
    long server = cloud.server(tenant);
    int network =
        tenant
            .asks()
            .body("{\"network\": {\"name\": \"n\"}}")
            .post(TestTenants.BASE + "/networks")
            .path("network.id");
    for (String action :
        List.of(
            "{\"start\": {}}",
            "{\"shutdown\": {}}",
            "{\"reboot\": {\"type\": \"SOFT\"}}",
            "{\"console\": {\"type\": \"vnc\"}}",
            "{\"firewallProfile\": {\"profile\": \"ENABLED\"}}",
            "{\"rebuild\": {\"imageRef\": %d}}".formatted(cloud.image()),
            "{\"resize\": {\"flavorRef\": %d}}".formatted(cloud.flavor()),
            "{\"changePassword\": {\"adminPass\": \"x\"}}",
            "{\"confirmResize\": {}}",
            "{\"revertResize\": {}}")) {
      Response answer = send("POST /servers/{server}/action", Long.toString(server), action, form);
      isFault(answer, "buildInProgress", 409, form);
    }
    String add = "{\"add\": {\"serverRef\": %d}}".formatted(server);
    String id = Integer.toString(network);
    isFault(send("POST /networks/{network}/action", id, add, form), "buildInProgress", 409, form);
    String image = "{\"image\": {\"name\": \"i\", \"serverRef\": %d}}".formatted(server);
    isFault(send("POST /images", "", image, form), "buildInProgress", 409, form);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aServerThatIsDeletedIsABadRequest(String form) throws Exception {
    long server = cloud.activeServer(tenant);
    cloud.become(server, "DESTROYED");
    String id = Long.toString(server);
    for (String operation :
        List.of(
            "DELETE /servers/{server}",
            "PUT /servers/{server}",
            "POST /servers/{server}/action",
            "POST /servers/{server}/meta",
            "PUT /servers/{server}/meta/a",
            "DELETE /servers/{server}/meta/a")) {
      Response answer = send(operation, id, body(operation), form);
      isFault(answer, "badRequest", 400, form);
      assertThat(answer.asString()).contains("Server has been deleted.");
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void unexpectedErrorsRevealOnlyTheRequestId(String form) throws Exception {
    consoles.failOnce(new IllegalStateException("secret inside"));
    Response answer = openConsole(form);
    isFault(answer, "computeFault", 500, form);
    assertThat(answer.asString())
        .contains(answer.header("X-Compute-Request-Id"))
        .doesNotContain("secret", "Exception", "org.synnefo");
  }

  @ParameterizedTest
  @MethodSource("forms")
  void withoutADatabaseTheServiceIsUnavailable(String form) throws Exception {
    consoles.failOnce(new IllegalStateException(new SQLException("secret inside", "08006")));
    Response answer = openConsole(form);
    isFault(answer, "serviceUnavailable", 503, form);
    assertThat(answer.asString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @MethodSource("forms")
  void thePublicNetworkCannotBeChanged(String form) throws Exception {
    for (String operation :
        List.of(
            "PUT /networks/{network}",
            "DELETE /networks/{network}",
            "POST /networks/{network}/action")) {
      isFault(send(operation, "public", body(operation), form), "unauthorized", 401, form);
    }
  }

  @Test
  void anUnknownUrlAndAWrongMethodAreBadRequests() throws Exception {
    for (String form : List.of("json", "xml")) {
      isFault(tenant.asks().get(TestTenants.BASE + "/nothing." + form), "badRequest", 400, form);
      isFault(tenant.asks().patch(TestTenants.BASE + "/servers." + form), "badRequest", 400, form);
      isFault(
          tenant.asks().options(TestTenants.BASE + "/servers." + form), "badRequest", 400, form);
    }
  }

  static Stream<String> forms() {
    return Stream.of("json", "xml");
  }

  private Response openConsole(String form) {
    long server = cloud.activeServer(tenant);
    cloud.backend(server);
    String body = "{\"console\": {\"type\": \"vnc\"}}";
    return send("POST /servers/{server}/action", Long.toString(server), body, form);
  }

  /**
   * Uses up the rate limit right before the request, because the bucket is refilled continuously.
   */
  private Response exhaust(String operation, String form) {
    AtomicBoolean answered = new AtomicBoolean();
    CompletableFuture<Void> others =
        CompletableFuture.runAsync(
            () -> {
              while (!answered.get()) {
                rates.take(tenant.id(), method(operation));
              }
            });
    try {
      Response answer = send(operation, "7", "{}", form);
      for (int attempt = 0; answer.statusCode() != 413 && attempt < 20; attempt++) {
        answer = send(operation, "7", "{}", form);
      }
      return answer;
    } finally {
      answered.set(true);
      others.join();
    }
  }

  private static String body(String operation) {
    if (operation.contains("/action")) {
      return operation.contains("network") ? BODIES.get(5) : BODIES.get(1);
    }
    if (operation.contains("/meta/")) {
      return BODIES.get(3);
    }
    if (operation.contains("/meta")) {
      return BODIES.get(2);
    }
    return operation.contains("network") ? BODIES.get(4) : BODIES.get(0);
  }

  private Response send(String operation, String id, String body, String form) {
    RequestSpecification asks = tenant.asks();
    if (operation.startsWith("P")) {
      asks.body(body);
    }
    return asks.request(method(operation), path(operation, id, form));
  }

  private static String method(String operation) {
    return operation.substring(0, operation.indexOf(' '));
  }

  private static String path(String operation, String id, String form) {
    String path = operation.substring(operation.indexOf(' ') + 1);
    return TestTenants.BASE + path.replaceFirst("\\{.*?}", id) + "." + form;
  }

  private static void isFault(Response answer, String fault, int code, String form)
      throws Exception {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(code);
    assertThat(answer.contentType()).isEqualTo("application/%s;charset=UTF-8".formatted(form));
    assertThat(answer.header("X-Compute-Request-Id")).startsWith("req-");
    assertThat(answer.header("Vary")).isEqualTo("X-Auth-Token");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-cache, no-store, max-age=0");
    assertThat(answer.header("Date")).isNotEmpty();
    if (form.equals("xml")) {
      var root = Documents.parse(answer.asString()).getDocumentElement();
      assertThat(root.getLocalName()).isEqualTo(fault);
      assertThat(root.getNamespaceURI()).isEqualTo("http://docs.openstack.org/compute/api/v1.1");
      assertThat(root.getAttribute("code")).isEqualTo(Integer.toString(code));
      assertThat(root.getElementsByTagNameNS("*", "message").getLength()).isOne();
      assertThat(root.getElementsByTagNameNS("*", "details").getLength()).isOne();
    } else {
      JsonNode body = JSON.readTree(answer.asString());
      assertThat(body.size()).isOne();
      assertThat(body.path(fault).path("code").asInt()).as(answer.asString()).isEqualTo(code);
      assertThat(body.path(fault).path("message").asText()).isNotEmpty();
      assertThat(body.path(fault).path("details").isTextual()).isTrue();
    }
  }
}
