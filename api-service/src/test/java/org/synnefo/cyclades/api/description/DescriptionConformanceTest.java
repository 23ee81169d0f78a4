package org.synnefo.cyclades.api.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.api.description.Description.Operation;
import org.synnefo.cyclades.api.testing.ApiTest;
import org.synnefo.cyclades.api.testing.Documents;
import org.synnefo.cyclades.api.testing.TestTenants;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Walks through the API using only its description: it starts with operations that need no input
 * and follows the links, first with the examples, then with invalid bodies and ids. Every response
 * must match the description.
 */
@ApiTest
class DescriptionConformanceTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BROKEN_BODIES = 60;
  private static final List<String> BROKEN_IDS =
      List.of(
          "0",
          "-1",
          "1e3",
          "1.5",
          "x",
          "%D9%A1",
          "99999999999999999999",
          "%20",
          "%27",
          "999999999");

  @Inject TestTenants cloud;

  private final long seed = Long.getLong("walk.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final BodyMutator broken = new BodyMutator(random);
  private final List<Visit> visits = new ArrayList<>();
  private final TreeSet<String> succeeded = new TreeSet<>();

  private Description description;
  private TestTenants.Tenant tenant;
  private long server;
  private long image;
  private long flavor;

  private record Visit(Operation operation, Map<String, String> parameters) {}

  @BeforeEach
  void createATenantWithResources() throws Exception {
    description = Description.fetch();
    tenant = cloud.tenant();
    image = cloud.image();
    flavor = cloud.flavor();
    server = cloud.activeServer(tenant);
    cloud.backend(server);
    for (int i = 0; i < 5; i++) {
      cloud.link();
    }
  }

  @Test
  void linksLeadToEveryOperationAndEveryResponseIsDescribed() throws Exception {
    walk();
    assertThat(succeeded)
        .as("operations that succeeded, seed %d", seed)
        .containsAll(description.operations().stream().map(Operation::id).toList());
  }

  @Test
  void bodiesThatViolateTheirSchemaAreRejected() throws Exception {
    cloud.execute(
        "update users set max_servers = 1000, max_networks = 1000 where id = ?", tenant.id());
    walk();
    for (Visit visit : visits) {
      for (JsonNode example : description.bodyExamples(visit.operation())) {
        for (int i = 0; example != null && i < BROKEN_BODIES; i++) {
          sendBroken(visit, broken.breakOne(withKnownReferences(example)));
        }
      }
    }
  }

  @Test
  void invalidIdsAreRejected() throws Exception {
    walk();
    for (Visit visit : visits) {
      for (String parameter : visit.parameters().keySet()) {
        for (String id : BROKEN_IDS) {
          if (!parameter.equals("key")) {
            Map<String, String> parameters = new TreeMap<>(visit.parameters());
            parameters.put(parameter, id);
            JsonNode body = description.bodyExamples(visit.operation()).get(0);
            Response answer = send(visit.operation(), parameters, body, "application/json");
            assertThat(answer.statusCode()).as("%s %s", visit, id).isBetween(400, 499);
            checkDescribed(visit.operation(), answer);
          }
        }
      }
    }
  }

  private void sendBroken(Visit visit, JsonNode body) throws Exception {
    boolean isForbidden =
        !description.problems(description.bodySchema(visit.operation()), body).isEmpty();
    Response answer = send(visit.operation(), visit.parameters(), body, "application/json");
    String what = "seed %d: %s %s gave %s".formatted(seed, visit, body, answer.asString());
    checkDescribed(visit.operation(), answer);
    if (isForbidden) {
      assertThat(answer.statusCode()).as(what).isBetween(400, 499);
    }
  }

  private void walk() throws Exception {
    Deque<Visit> waiting = new ArrayDeque<>();
    List<Visit> deletions = new ArrayList<>();
    description.operations().stream()
        .filter(operation -> !operation.path().contains("{"))
        .sorted(Comparator.comparing(operation -> operation.method().equals("post")))
        .forEach(operation -> waiting.add(new Visit(operation, Map.of())));
    while (!waiting.isEmpty()) {
      for (Visit next : visit(waiting.poll())) {
        (next.operation().isDeletion() ? deletions : waiting).add(next);
      }
    }
    deletions.sort(Comparator.comparing(visit -> !visit.operation().id().endsWith("Item")));
    for (Visit deletion : deletions) {
      visit(deletion);
    }
  }

  /** Makes the request with each example, in JSON and XML, and returns where the links lead. */
  private List<Visit> visit(Visit visit) throws Exception {
    visits.add(visit);
    List<Visit> next = new ArrayList<>();
    for (JsonNode example : description.bodyExamples(visit.operation())) {
      Response answer = send(visit.operation(), visit.parameters(), example, "application/json");
      checkDescribed(visit.operation(), answer);
      if (answer.statusCode() < 300) {
        succeeded.add(visit.operation().id());
        if (next.isEmpty()) {
          next.addAll(follow(visit, answer));
        }
      }
      if (visit.operation().method().equals("get")) {
        Response xml = send(visit.operation(), visit.parameters(), example, "application/xml");
        assertThat(xml.statusCode()).as("%s", visit).isEqualTo(answer.statusCode());
        assertThat(Documents.parse(xml.asString()).getDocumentElement().getNamespaceURI())
            .as("%s", visit)
            .isEqualTo("http://docs.openstack.org/compute/api/v1.1");
      }
    }
    return next;
  }

  private List<Visit> follow(Visit visit, Response answer) throws Exception {
    if (visit.operation().id().equals("createServer")) {
      cloud.become(answer.jsonPath().getLong("server.id"), "STARTED");
      cloud.nic(answer.jsonPath().getLong("server.id"), cloud.publicNetwork(), 0, "10.0.0.1", null);
    }
    List<Visit> next = new ArrayList<>();
    description
        .links(visit.operation(), answer.statusCode())
        .forEach(
            (operation, link) -> {
              Map<String, String> parameters = new TreeMap<>();
              link.get("parameters")
                  .properties()
                  .forEach(
                      parameter ->
                          parameters.put(
                              parameter.getKey(),
                              value(parameter.getValue().asText(), visit, answer)));
              next.add(new Visit(description.operation(operation), parameters));
            });
    return next;
  }

  private static String value(String expression, Visit visit, Response answer) {
    if (expression.startsWith("$response.body#")) {
      String pointer = expression.substring("$response.body#".length());
      JsonNode found = tree(answer).at(pointer);
      assertThat(found.isMissingNode()).as("%s of %s", pointer, answer.asString()).isFalse();
      return found.asText();
    }
    if (expression.startsWith("$request.path.")) {
      return visit.parameters().get(expression.substring("$request.path.".length()));
    }
    return expression;
  }

  private static JsonNode tree(Response answer) {
    try {
      return JSON.readTree(answer.asString());
    } catch (java.io.IOException e) {
      throw new AssertionError("not JSON: " + answer.asString(), e);
    }
  }

  private Response send(
      Operation operation, Map<String, String> parameters, JsonNode body, String accept) {
    String path = operation.path();
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      String value =
          parameter.getValue().startsWith("%")
              ? parameter.getValue()
              : URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8);
      path = path.replace("{" + parameter.getKey() + "}", value);
    }
    RequestSpecification asks = tenant.asks().header("Accept", accept);
    if (body != null) {
      asks.body(withKnownReferences(body).toString());
    }
    return asks.request(operation.method(), path);
  }

  /** The examples refer to id 1. */
  private JsonNode withKnownReferences(JsonNode body) {
    JsonNode copy = body.deepCopy();
    replace(copy);
    return copy;
  }

  private void replace(JsonNode node) {
    Map<String, Long> known = Map.of("imageRef", image, "flavorRef", flavor, "serverRef", server);
    if (node instanceof ObjectNode object) {
      known.forEach(
          (field, id) -> {
            String reference = object.path(field).asText();
            if (reference.equals("1") || reference.endsWith("/1")) {
              object.put(field, id);
            }
          });
    }
    node.forEach(this::replace);
  }

  private void checkDescribed(Operation operation, Response answer) {
    JsonNode response = description.response(operation, answer.statusCode());
    String what =
        "seed %d: %s gave %d %s".formatted(seed, operation, answer.statusCode(), answer.asString());
    assertThat(answer.statusCode()).as(what).isNotEqualTo(500);
    assertThat(response.isMissingNode()).as(what).isFalse();
    assertThat(answer.header("X-Compute-Request-Id")).as(what).startsWith("req-");
    JsonNode schema = response.at("/content").path("application/json").path("schema");
    if (!answer.asString().isEmpty()) {
      assertThat(schema.isMissingNode()).as(what).isFalse();
      assertThat(description.problems(schema, tree(answer))).as(what).isEmpty();
    }
  }
}
