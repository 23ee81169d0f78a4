package org.synnefo.cyclades.api.description;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds to every operation what follows from the common rules of the API: the token, the parameters
 * of collections, request bodies, faults, headers and links. Bodies and links are looked up by
 * operation id in {@code META-INF/openapi.yaml}.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class CommonRules implements OASFilter {

  @Override
  public void filterOpenAPI(OpenAPI description) {
    Components components = description.getComponents();
    ViewSchemas.complete(components);
    FaultResponses.addTo(components);
    description
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach((method, operation) -> complete(path, method, operation, components)));
  }

  private static void complete(
      String path, HttpMethod method, Operation operation, Components components) {
    PathParameters.complete(path, operation);
    if (isCollection(path, method)) {
      addParameter(operation, "changesSince");
      addParameter(operation, "limit");
      addParameter(operation, "marker");
      operation
          .getResponses()
          .addAPIResponse(
              "304", OASFactory.createAPIResponse().description("Nothing has changed."));
    }
    if (method == HttpMethod.POST) {
      addParameter(operation, "idempotencyKey");
    }
    if (isOfVersions(path)) {
      operation.setSecurity(java.util.List.of());
    } else {
      operation.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme("token"));
    }
    boolean hasBody = components.getRequestBodies().containsKey(operation.getOperationId());
    operation.setRequestBody(
        hasBody ? OASFactory.createRequestBody().ref(operation.getOperationId()) : null);
    operation.getResponses().getAPIResponses().values().forEach(CommonRules::completeSuccess);
    addLinks(operation, components);
    FaultResponses.addTo(operation, path, hasBody);
  }

  /** The schemas describe JSON. */
  private static void completeSuccess(APIResponse response) {
    response.addHeader("X-Compute-Request-Id", OASFactory.createHeader().ref("requestId"));
    if (response.getContent() != null) {
      Map<String, MediaType> types = response.getContent().getMediaTypes();
      types.keySet().stream()
          .filter(type -> type.endsWith("xml"))
          .forEach(type -> types.get(type).setSchema(null));
      response.getContent().removeMediaType("*/*");
    }
  }

  private static void addLinks(Operation operation, Components components) {
    String prefix = operation.getOperationId() + ".";
    operation
        .getResponses()
        .getAPIResponses()
        .forEach(
            (code, response) -> {
              if (code.startsWith("2")) {
                components.getLinks().keySet().stream()
                    .filter(name -> name.startsWith(prefix))
                    .forEach(
                        name ->
                            response.addLink(
                                name.substring(prefix.length()),
                                OASFactory.createLink().ref(name)));
              }
            });
  }

  private static void addParameter(Operation operation, String name) {
    Parameter reference = OASFactory.createParameter().ref(name);
    operation.addParameter(reference);
  }

  private static boolean isCollection(String path, HttpMethod method) {
    return method == HttpMethod.GET
        && path.matches(".*/(servers|flavors|images|networks)(/detail)?");
  }

  static boolean isOfVersions(String path) {
    return path.matches("/api(/v1\\.1)?/?");
  }
}
