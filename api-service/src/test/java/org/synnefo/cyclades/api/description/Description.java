package org.synnefo.cyclades.api.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The OpenAPI description, as served by the API. */
final class Description {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

  private final JsonNode document;

  private Description(JsonNode document) {
    this.document = document;
  }

  /**
   * An operation.
   *
   * @param id the operation id
   * @param node its description
   */
  record Operation(String id, String method, String path, JsonNode node) {

    boolean isDeletion() {
      return method.equals("delete");
    }

    @Override
    public String toString() {
      return id;
    }
  }

  static Description fetch() throws Exception {
    String json =
        RestAssured.get("/api/openapi?format=json").then().statusCode(200).extract().asString();
    return new Description(new ObjectMapper().readTree(json));
  }

  JsonNode document() {
    return document;
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(method -> METHODS.contains(method.getKey()))
                    .forEach(
                        method ->
                            operations.add(
                                new Operation(
                                    method.getValue().path("operationId").asText(),
                                    method.getKey(),
                                    path.getKey(),
                                    method.getValue()))));
    return operations;
  }

  Operation operation(String id) {
    return operations().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  /** Resolves a reference; other nodes are returned unchanged. */
  JsonNode resolve(JsonNode node) {
    JsonNode resolved = node;
    while (resolved.has("$ref")) {
      String reference = resolved.get("$ref").asText();
      resolved = document.at(reference.substring(1));
      if (resolved.isMissingNode()) {
        throw new AssertionError("nothing is at " + reference);
      }
    }
    return resolved;
  }

  List<JsonNode> parameters(Operation operation) {
    return StreamSupport.stream(operation.node().path("parameters").spliterator(), false)
        .map(this::resolve)
        .toList();
  }

  /** The schema of a request's JSON body; a missing node if it has none. */
  JsonNode bodySchema(Operation operation) {
    return jsonBody(operation).path("schema");
  }

  /** The examples of a request's JSON body; a null node if it has no body. */
  List<JsonNode> bodyExamples(Operation operation) {
    List<JsonNode> examples = new ArrayList<>();
    jsonBody(operation).path("examples").forEach(example -> examples.add(example.get("value")));
    if (examples.isEmpty()) {
      examples.add(null);
    }
    return examples;
  }

  private JsonNode jsonBody(Operation operation) {
    return resolve(resolve(operation.node().path("requestBody")).at("/content"))
        .path("application/json");
  }

  /** The description of a response; a missing node if there is none. */
  JsonNode response(Operation operation, int status) {
    return resolve(operation.node().path("responses").path(Integer.toString(status)));
  }

  /** The links of a response, by target operation. */
  Map<String, JsonNode> links(Operation operation, int status) {
    Map<String, JsonNode> links = new TreeMap<>();
    response(operation, status)
        .path("links")
        .forEach(link -> links.put(resolve(link).get("operationId").asText(), resolve(link)));
    return links;
  }

  /** Validates a value against a schema. */
  Set<ValidationMessage> problems(JsonNode schema, JsonNode value) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.get("components"));
    return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(whole).validate(value);
  }

  /** All nodes of the document. */
  Stream<JsonNode> nodes() {
    return nodes(document);
  }

  private static Stream<JsonNode> nodes(JsonNode node) {
    return Stream.concat(
        Stream.of(node),
        StreamSupport.stream(node.spliterator(), false).flatMap(Description::nodes));
  }
}
