package org.synnefo.cyclades.ganeti.client.rapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;
import org.synnefo.cyclades.ganeti.client.GanetiException;

/** Converts error responses, {@code {"code", "message", "explain"}}, to exceptions. */
final class ErrorResponses implements ResponseExceptionMapper<GanetiException> {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** RAPI's message if it did not forward the request to the job queue. */
  private static final String NOT_CONNECTED = "Can't connect to master daemon";

  private static final String UNKNOWN_JOB = "Can't load job file";

  /** Ganeti's error code for something that does not exist, part of a message with status 500. */
  private static final String UNKNOWN_ENTITY = "'unknown_entity'";

  @Override
  public boolean handles(int status, MultivaluedMap<String, Object> headers) {
    return status >= 300;
  }

  @Override
  public GanetiException toThrowable(Response response) {
    int status = response.getStatus();
    String message = explanation(response);
    String text = status + ": " + message;
    return switch (status) {
      case 400 -> new GanetiException.Rejected(message);
      case 401, 403 -> new GanetiException.Refused(text);
      case 404 -> new GanetiException.NotFound(text);
      case 502 -> new GanetiException.Unavailable(text, !message.startsWith(NOT_CONNECTED), null);
      // The job queue is full or closed, or a proxy has no server: the request was not executed.
      case 503 -> new GanetiException.Unavailable(text, false, null);
      case 504 -> new GanetiException.Unavailable(text, true, null);
      default ->
          // Ganeti's responses if a job or, for tags, an instance does not exist.
          status == 500 && (message.equals(UNKNOWN_JOB) || message.contains(UNKNOWN_ENTITY))
              ? new GanetiException.NotFound(text)
              : new GanetiException.Unexpected(text, null);
    };
  }

  private static String explanation(Response response) {
    String body = response.hasEntity() ? response.readEntity(String.class) : "";
    try {
      JsonNode message = JSON.readTree(body).path("message");
      if (message.isTextual()) {
        return unescaped(message.asText());
      }
    } catch (JsonProcessingException e) {
      // Not from Ganeti but, for example, an error page of a proxy. Its first words are enough.
      return abbreviated(body);
    }
    return abbreviated(body);
  }

  private static String abbreviated(String body) {
    return body.length() <= 200 ? body : body.substring(0, 200) + "…";
  }

  /** Messages are escaped for HTML. */
  private static String unescaped(String message) {
    return message
        .replace("&#x27;", "'")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }
}
