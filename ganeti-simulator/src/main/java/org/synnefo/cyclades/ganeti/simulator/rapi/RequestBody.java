package org.synnefo.cyclades.ganeti.simulator.rapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;

/** Parses bodies as strictly as Ganeti does. */
final class RequestBody {

  private RequestBody() {}

  /** The JSON of a request; null if there is no body. */
  static JsonNode parse(HttpServerRequest request, Buffer body) throws RapiException {
    boolean chunked = request.getHeader("Transfer-Encoding") != null;
    if (body.length() == 0 && !chunked) {
      return null;
    }
    // Ganeti does not support chunked bodies: it would see an empty one.
    if (!"application/json".equals(request.getHeader("Content-Type"))) {
      throw RapiException.unsupportedMediaType();
    }
    try {
      if (chunked) {
        throw new IOException("chunked");
      }
      return PythonJson.parse(body.getBytes());
    } catch (IOException e) {
      throw RapiException.badRequest("Unable to parse JSON data");
    }
  }
}
