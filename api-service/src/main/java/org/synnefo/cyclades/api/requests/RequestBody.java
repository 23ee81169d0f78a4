package org.synnefo.cyclades.api.requests;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A request's body: an object, whether it came as JSON or as XML.
 *
 * @param raw as it came
 * @param object what it says
 */
public record RequestBody(byte[] raw, JsonNode object) {

  /** Its fields. */
  public RequestFields fields() {
    return new RequestFields("", object);
  }

  /** The object that is the value of one field. */
  public RequestFields object(String field) {
    return fields().object(field);
  }

  @Override
  public String toString() {
    return "RequestBody[%d bytes]".formatted(raw.length);
  }
}
