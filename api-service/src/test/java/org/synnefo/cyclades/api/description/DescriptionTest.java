package org.synnefo.cyclades.api.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.restassured.RestAssured;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.api.description.Description.Operation;
import org.synnefo.cyclades.api.testing.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

@ApiTest
class DescriptionTest {

  private static final Set<String> OPEN = Set.of("listVersions", "getVersion");

  private Description description;

  @BeforeEach
  void fetch() throws Exception {
    description = Description.fetch();
  }

  @Test
  void everyOperationOfTheContractIsDescribed() {
    List<String> ids = description.operations().stream().map(Operation::id).toList();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(ids))
        .containsExactly(
            "actOnNetwork",
            "actOnServer",
            "createImage",
            "createNetwork",
            "createServer",
            "deleteImage",
            "deleteImageMetadataItem",
            "deleteNetwork",
            "deleteServer",
            "deleteServerMetadataItem",
            "getExtension",
            "getFlavor",
            "getImage",
            "getImageMetadataItem",
            "getLimits",
            "getNetwork",
            "getServer",
            "getServerAddresses",
            "getServerMetadataItem",
            "getServerStats",
            "getVersion",
            "listExtensions",
            "listFlavors",
            "listFlavorsDetail",
            "listImageMetadata",
            "listImages",
            "listImagesDetail",
            "listNetworks",
            "listNetworksDetail",
            "listServerAddresses",
            "listServerMetadata",
            "listServers",
            "listServersDetail",
            "listVersions",
            "renameNetwork",
            "renameServer",
            "setImageMetadataItem",
            "setServerMetadataItem",
            "updateImageMetadata",
            "updateServerMetadata");
  }

  @Test
  void everyOperationDescribesItsInputAndResponses() {
    for (Operation operation : description.operations()) {
      JsonNode node = operation.node();
      assertThat(node.path("summary").asText()).as("summary of %s", operation).isNotEmpty();
      assertThat(node.path("security").toString())
          .as("security of %s", operation)
          .isEqualTo(OPEN.contains(operation.id()) ? "[]" : "[{\"token\":[]}]");
      assertThat(node.path("responses").properties().stream().map(one -> one.getKey()))
          .as("answers of %s", operation)
          .contains("400", "500", "503")
          .anyMatch(code -> code.startsWith("2"));
      boolean writes = operation.method().equals("post") || operation.method().equals("put");
      assertThat(description.bodySchema(operation).isMissingNode())
          .as("body of %s", operation)
          .isEqualTo(!writes);
      assertThat(description.parameters(operation).stream().map(one -> one.get("name").asText()))
          .as("parameters of %s", operation)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void allReferencesAreResolvable() {
    description.nodes().filter(node -> node.path("$ref").isTextual()).forEach(description::resolve);
    Set<String> operations =
        new HashSet<>(description.operations().stream().map(Operation::id).toList());
    JsonNode components = description.document().get("components");
    components
        .get("links")
        .properties()
        .forEach(
            link -> {
              assertThat(operations).contains(link.getKey().replaceFirst("\\..*", ""));
              assertThat(operations).contains(link.getValue().get("operationId").asText());
            });
  }

  @Test
  void schemasAreValidAndExamplesMatchThem() {
    var schemaOfSchemas =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(java.net.URI.create("https://json-schema.org/draft/2020-12/schema"));
    description
        .document()
        .at("/components/schemas")
        .properties()
        .forEach(
            schema ->
                assertThat(schemaOfSchemas.validate(schema.getValue()))
                    .as(schema.getKey())
                    .isEmpty());
    for (Operation operation : description.operations()) {
      for (JsonNode example : description.bodyExamples(operation)) {
        if (example != null) {
          assertThat(description.problems(description.bodySchema(operation), example))
              .as("example of %s", operation)
              .isEmpty();
        }
      }
    }
  }

  @Test
  void theDescriptionIsAlsoServedAsYaml() {
    assertThat(RestAssured.get("/api/openapi").then().statusCode(200).extract().asString())
        .contains("openapi: 3.1");
  }
}
