package org.synnefo.cyclades.ganeti.client.rapi;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.synnefo.cyclades.ganeti.client.GanetiException;

/**
 * The response to a query: each cell of a row is a pair of a status (0 means valid) and a value.
 *
 * @param data the rows
 * @param fields the columns
 */
public record QueryBody(List<List<List<JsonNode>>> data, List<FieldBody> fields) {

  /** The same fields that the job resource returns. */
  private static final List<String> JOB_FIELDS =
      List.of(
          "id",
          "status",
          "ops",
          "opstatus",
          "opresult",
          "oplog",
          "received_ts",
          "start_ts",
          "end_ts");

  private static final ObjectMapper MAPPER =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** A column. */
  public record FieldBody(String name) {}

  /** The fields of a query, and a filter that selects the items. */
  public record Request(List<String> fields, List<Object> qfilter) {}

  static Request jobs(LongStream ids) {
    List<Object> filter = new ArrayList<>(List.of("|"));
    ids.forEach(id -> filter.add(List.of("=", "id", id)));
    return new Request(JOB_FIELDS, filter);
  }

  /** The jobs that the cluster knows. */
  List<JobBody> jobs() {
    return data.stream()
        .map(this::item)
        .filter(job -> job.has("status"))
        .map(QueryBody::job)
        .toList();
  }

  private ObjectNode item(List<List<JsonNode>> row) {
    ObjectNode item = MAPPER.createObjectNode();
    for (int column = 0; column < row.size(); column++) {
      List<JsonNode> cell = row.get(column);
      if (cell.get(0).asInt() == 0) {
        item.set(fields.get(column).name(), cell.get(1));
      }
    }
    return item;
  }

  private static JobBody job(ObjectNode job) {
    try {
      return MAPPER.convertValue(job, JobBody.class);
    } catch (IllegalArgumentException e) {
      throw new GanetiException.Unexpected("Invalid job in a query response", e);
    }
  }
}
