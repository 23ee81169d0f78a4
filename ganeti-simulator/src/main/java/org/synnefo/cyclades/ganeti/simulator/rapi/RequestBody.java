package org.synnefo.cyclades.ganeti.simulator.rapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;

/** Reads bodies as strictly as Ganeti does. */
final class RequestBody {

  private RequestBody() {}

  /** The JSON of a request; null if it has no body. */
  static JsonNode parse(HttpServerRequest request, Buffer body) throws RapiException {
    boolean chunked = request.getHeader("Transfer-Encoding") != null;
    if (body.length() == 0 && !chunked) {
      return null;
    }
    // Ganeti knows no chunks: it would see an empty body.
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
