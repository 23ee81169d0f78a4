package org.synnefo.cyclades.api.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes a random change somewhere in a body. */
final class BodyMutator {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Random random;

  BodyMutator(Random random) {
    this.random = random;
  }

  JsonNode breakOne(JsonNode body) {
    JsonNode broken = body.deepCopy();
    List<ObjectNode> objects = new ArrayList<>();
    collect(broken, objects);
    ObjectNode object = objects.get(random.nextInt(objects.size()));
    List<String> fields = new ArrayList<>();
    object.fieldNames().forEachRemaining(fields::add);
    if (fields.isEmpty() || random.nextInt(5) == 0) {
      object.set("surplus" + random.nextInt(10), anything());
      return broken;
    }
    String field = fields.get(random.nextInt(fields.size()));
    switch (random.nextInt(4)) {
      case 0 -> object.remove(field);
      case 1 -> object.set(field + "2", object.remove(field));
      default -> object.set(field, anything());
    }
    return broken;
  }

  private static void collect(JsonNode node, List<ObjectNode> objects) {
    if (node instanceof ObjectNode object) {
      objects.add(object);
    }
    node.forEach(child -> collect(child, objects));
  }

  private JsonNode anything() {
    return switch (random.nextInt(16)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(true);
      case 2 -> JSON.numberNode(-1);
      case 3 -> JSON.numberNode(0);
      case 4 -> JSON.numberNode(1.5);
      case 5 -> JSON.numberNode(new java.math.BigInteger("9".repeat(40)));
      case 6 -> JSON.numberNode(Long.MAX_VALUE);
      case 7 -> JSON.textNode("");
      case 8 -> JSON.textNode("   ");
      case 9 -> JSON.textNode("x".repeat(600));
      case 10 -> JSON.textNode("1e3");
      case 11 -> JSON.textNode("\u0661");
      case 12 -> JSON.textNode("-1");
      case 13 -> JSON.arrayNode();
      case 14 -> array();
      default -> JSON.objectNode().set("deep", JSON.objectNode().put("deeper", 1));
    };
  }

  private static ArrayNode array() {
    return JSON.arrayNode().add(1).add("two").add(JSON.objectNode());
  }
}
