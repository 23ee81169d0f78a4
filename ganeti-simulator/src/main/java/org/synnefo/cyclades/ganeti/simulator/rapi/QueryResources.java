package org.synnefo.cyclades.ganeti.simulator.rapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.synnefo.cyclades.ganeti.simulator.cluster.Cluster;
import org.synnefo.cyclades.ganeti.simulator.job.Job;
import org.synnefo.cyclades.ganeti.simulator.job.JobStore;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;

/** {@code /2/query}: selected fields of the items that match a filter. */
final class QueryResources {

  private static final int KNOWN = 0;
  private static final int UNKNOWN = 1;
  private static final JsonNode FIELDS = load();
  private static final List<String> JOB_FIELDS =
      List.of(
          "id",
          "status",
          "summary",
          "ops",
          "opstatus",
          "opresult",
          "oplog",
          "opstart",
          "opexec",
          "opend",
          "received_ts",
          "start_ts",
          "end_ts");

  private final Map<String, Supplier<List<ObjectNode>>> kinds;

  QueryResources(Cluster cluster, InstanceView instances, ClusterView clusterView, JobStore jobs) {
    this.kinds =
        Map.of(
            "instance",
            () -> cluster.instances().stream().map(instances::detailed).toList(),
            "node",
            () -> List.of(clusterView.node()),
            "network",
            () -> cluster.networks().stream().map(clusterView::network).toList(),
            "job",
            () ->
                jobs.ids().stream()
                    .map(jobs::job)
                    .flatMap(Optional::stream)
                    .map(QueryResources::job)
                    .toList());
  }

  private static JsonNode load() {
    try (InputStream resource = QueryResources.class.getResourceAsStream("/query-fields.json")) {
      return PythonJson.parse(resource.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode job(Job job) {
    ObjectNode view = PythonJson.object();
    JOB_FIELDS.forEach(field -> view.set(field, JobView.field(job, field)));
    return view.put("archived", false).put("priority", 0);
  }

  List<Resource> all() {
    return List.of(
        new Resource("query", "/2/query/([a-z_]+)")
            .on("GET", Access.READ, request -> query(request, null))
            .on("PUT", Access.READ, this::filtered),
        new Resource("query_fields", "/2/query/([a-z_]+)/fields").get(this::fields));
  }

  private JsonNode filtered(RapiRequest request) throws RapiException {
    JsonNode body = request.body();
    if (body == null) {
      return query(request, null);
    }
    return query(request, body.has("qfilter") ? body.get("qfilter") : body.get("filter"));
  }

  private JsonNode query(RapiRequest request, JsonNode filter) throws RapiException {
    String kind = request.item(0);
    List<String> fields = fieldNames(request);
    if (!kinds.containsKey(kind)) {
      throw new RapiException(502, "Failed to parse request: can't parse value '" + kind + "'");
    }
    ObjectNode answer = PythonJson.object();
    ArrayNode data = answer.putArray("data");
    for (ObjectNode item : kinds.get(kind).get()) {
      if (QueryFilter.matches(filter, item)) {
        ArrayNode row = data.addArray();
        fields.forEach(field -> addValue(row, item, kind, field));
      }
    }
    ArrayNode definitions = answer.putArray("fields");
    fields.forEach(field -> definitions.add(definition(kind, field)));
    return answer;
  }

  private static void addValue(ArrayNode row, ObjectNode item, String kind, String field) {
    boolean known = item.has(field) || FIELDS.path(kind).has(field);
    row.addArray().add(known ? KNOWN : UNKNOWN).add(item.get(field));
  }

  private static List<String> fieldNames(RapiRequest request) throws RapiException {
    List<String> names = new ArrayList<>();
    if (request.body() != null && request.body().has("fields")) {
      request.body().path("fields").forEach(field -> names.add(field.asText()));
    } else if (request.parameter("fields") != null) {
      names.addAll(List.of(request.parameter("fields").split(",")));
    } else {
      throw RapiException.badRequest("Missing 'fields' query argument");
    }
    return names;
  }

  private JsonNode fields(RapiRequest request) {
    String kind = request.item(0);
    List<String> names = new ArrayList<>();
    if (request.parameter("fields") != null) {
      names.addAll(List.of(request.parameter("fields").split(",")));
    } else {
      FIELDS.path(kind).fieldNames().forEachRemaining(names::add);
    }
    ObjectNode answer = PythonJson.object();
    ArrayNode definitions = answer.putArray("fields");
    names.forEach(name -> definitions.add(definition(kind, name)));
    return answer;
  }

  private static ObjectNode definition(String kind, String field) {
    JsonNode known = FIELDS.path(kind).path(field);
    boolean parameter = field.startsWith("be/") || field.startsWith("hv/");
    ObjectNode definition = PythonJson.object().put("name", field);
    if (known.isMissingNode() && !parameter && FIELDS.has(kind)) {
      return definition
          .put("title", field)
          .put("kind", "unknown")
          .put("doc", "Unknown field '" + field + "'");
    }
    return definition
        .put("title", known.path(0).asText(field))
        .put("kind", known.path(1).asText("other"))
        .put("doc", known.path(0).asText(field));
  }
}
