package org.synnefo.cyclades.api.requests;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The body of a request: an object, received as JSON or XML.
 *
 * @param raw the received bytes
 * @param object the parsed body
 */
public record RequestBody(byte[] raw, JsonNode object) {

  /** The fields of the object. */
  public RequestFields fields() {
    return new RequestFields("", object);
  }

  /** The object in a field. */
  public RequestFields object(String field) {
    return fields().object(field);
  }

  @Override
  public String toString() {
    return "RequestBody[%d bytes]".formatted(raw.length);
  }
}
