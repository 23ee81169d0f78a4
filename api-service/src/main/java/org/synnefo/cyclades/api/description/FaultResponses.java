package org.synnefo.cyclades.api.description;

import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.synnefo.cyclades.api.faults.FaultKind;

/** The faults, and which operations can respond with them. */
final class FaultResponses {

  private static final Set<String> ON_BUSY_SERVERS =
      Set.of("actOnServer", "actOnNetwork", "createImage");

  private static final String NO_CAPACITY = "noCapacity";

  private FaultResponses() {}

  static void addTo(Components components) {
    for (FaultKind kind : FaultKind.values()) {
      components.addResponse(kind.wireName(), response(kind.wireName(), schema(kind)));
    }
    components.addResponse(
        NO_CAPACITY,
        response(
            "serverCapacityUnavailable, or serviceUnavailable",
            OASFactory.createSchema()
                .oneOf(
                    List.of(
                        schema(FaultKind.SERVER_CAPACITY_UNAVAILABLE),
                        schema(FaultKind.SERVICE_UNAVAILABLE)))));
    components
        .getResponses()
        .get(FaultKind.OVER_LIMIT.wireName())
        .addHeader("Retry-After", OASFactory.createHeader().ref("retryAfter"));
  }

  static void addTo(Operation operation, String path, boolean hasBody) {
    add(operation, FaultKind.BAD_REQUEST);
    add(operation, FaultKind.COMPUTE_FAULT);
    if (!CommonRules.isOfVersions(path)) {
      add(operation, FaultKind.UNAUTHORIZED);
      add(operation, FaultKind.OVER_LIMIT);
    }
    if (path.contains("{") || hasBody) {
      add(operation, FaultKind.ITEM_NOT_FOUND);
    }
    if (hasBody) {
      add(operation, FaultKind.BAD_MEDIA_TYPE);
    }
    if (ON_BUSY_SERVERS.contains(operation.getOperationId())) {
      add(operation, FaultKind.BUILD_IN_PROGRESS);
    }
    if (operation.getOperationId().equals("actOnServer")) {
      add(operation, FaultKind.RESIZE_NOT_ALLOWED);
    }
    boolean needsRoom = operation.getOperationId().equals("createServer");
    add(
        operation,
        FaultKind.SERVICE_UNAVAILABLE.code(),
        needsRoom ? NO_CAPACITY : FaultKind.SERVICE_UNAVAILABLE.wireName());
  }

  private static void add(Operation operation, FaultKind kind) {
    add(operation, kind.code(), kind.wireName());
  }

  private static void add(Operation operation, int code, String response) {
    operation
        .getResponses()
        .addAPIResponse(Integer.toString(code), OASFactory.createAPIResponse().ref(response));
  }

  private static APIResponse response(String description, Schema schema) {
    return OASFactory.createAPIResponse()
        .description(description)
        .addHeader("X-Compute-Request-Id", OASFactory.createHeader().ref("requestId"))
        .content(
            OASFactory.createContent()
                .addMediaType("application/json", OASFactory.createMediaType().schema(schema))
                .addMediaType("application/xml", OASFactory.createMediaType()));
  }

  private static Schema schema(FaultKind kind) {
    return OASFactory.createSchema()
        .type(List.of(SchemaType.OBJECT))
        .addRequired(kind.wireName())
        .addProperty(
            kind.wireName(), OASFactory.createSchema().ref("#/components/schemas/FaultContent"))
        .additionalPropertiesBoolean(false);
  }
}
