package org.synnefo.cyclades.ganeti.simulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Secret parameters of unfinished jobs. They are only kept in memory; files and responses show null
 * instead. As with Ganeti, jobs that run after a restart have lost them.
 */
final class JobSecrets {

  private static final List<String> KINDS = List.of("osparams_private", "osparams_secret");

  private final Map<Long, List<ObjectNode>> inputs = new ConcurrentHashMap<>();

  static ObjectNode redacted(ObjectNode input) {
    ObjectNode redacted = input.deepCopy();
    for (String kind : KINDS) {
      if (redacted.path(kind).isObject()) {
        ObjectNode secrets = (ObjectNode) redacted.get(kind);
        input.path(kind).fieldNames().forEachRemaining(secrets::putNull);
      }
    }
    return redacted;
  }

  void keep(long job, List<ObjectNode> operations) {
    boolean any = operations.stream().anyMatch(input -> !input.equals(redacted(input)));
    if (any) {
      inputs.put(job, operations);
    }
  }

  /** The parameters with their secrets, if those are still known. */
  ObjectNode restored(long job, int index, ObjectNode input) {
    ObjectNode restored = input.deepCopy();
    List<ObjectNode> operations = inputs.get(job);
    if (operations != null) {
      for (String kind : KINDS) {
        JsonNode secrets = operations.get(index).get(kind);
        if (secrets != null) {
          restored.set(kind, secrets.deepCopy());
        }
      }
    }
    return restored;
  }

  void forget(long job) {
    inputs.remove(job);
  }
}
