package org.synnefo.cyclades.ganeti.simulator.rapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;

/** A request failed; the response has the format of Ganeti's errors. */
final class RapiException extends Exception {

  private static final long serialVersionUID = 1L;

  private static final Map<Integer, String> EXPLANATIONS =
      Map.ofEntries(
          Map.entry(400, "Bad request syntax or unsupported method"),
          Map.entry(401, "No permission -- see authorization schemes"),
          Map.entry(403, "Request forbidden -- authorization will not help"),
          Map.entry(404, "Nothing matches the given URI"),
          Map.entry(415, "Entity body in unsupported format"),
          Map.entry(500, "Server got itself in trouble"),
          Map.entry(501, "Server does not support this operation"),
          Map.entry(502, "Invalid responses from another server/proxy"),
          Map.entry(503, "The server cannot process the request due to a high load"),
          Map.entry(504, "The gateway server did not receive a timely response"));

  private final int status;

  RapiException(int status, String message) {
    super(message);
    this.status = status;
  }

  static RapiException badRequest(String message) {
    return new RapiException(400, message);
  }

  static RapiException unauthorized() {
    return new RapiException(401, "Unauthorized");
  }

  static RapiException forbidden() {
    return new RapiException(403, "Forbidden");
  }

  static RapiException notFound() {
    return new RapiException(404, "Not Found");
  }

  static RapiException unsupportedMediaType() {
    return new RapiException(415, "Unsupported Media Type");
  }

  /** An error that crashes the real daemon's handler. */
  static RapiException internal(String message) {
    return new RapiException(500, message);
  }

  int status() {
    return status;
  }

  ObjectNode body() {
    return body(status, getMessage());
  }

  static ObjectNode body(int status, String message) {
    return PythonJson.object()
        .put("code", status)
        .put("message", escaped(message))
        .put("explain", EXPLANATIONS.getOrDefault(status, "Unknown"));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#x27;");
  }
}
