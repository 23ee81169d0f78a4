package org.synnefo.cyclades.ganeti.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** What a failed call means. */
final class Failures {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_EXPLANATION = 1000;

  private Failures() {}

  static GanetiException explain(RuntimeException problem) {
    if (problem instanceof GanetiException explained) {
      return explained;
    }
    if (problem instanceof WebApplicationException answered) {
      return ofAnswer(answered.getResponse(), answered);
    }
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof JacksonException) {
        return new GanetiException.Unexpected(
            "The answer is not what Ganeti says: " + cause.getMessage(), problem);
      }
      if (neverArrived(cause)) {
        return new GanetiException.Unavailable(
            "The cluster can't be reached: " + cause.getMessage(), false, problem);
      }
    }
    return new GanetiException.Unavailable(
        "The cluster does not answer: " + problem.getMessage(), true, problem);
  }

  /** Without a connection there is no request: TLS fails before one is sent, too. */
  private static boolean neverArrived(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof UnknownHostException
        || cause instanceof UnresolvedAddressException
        || cause instanceof SSLException
        || cause.getClass().getName().endsWith("ConnectTimeoutException");
  }

  private static GanetiException ofAnswer(Response response, WebApplicationException problem) {
    int status = response.getStatus();
    String explanation = "%d: %s".formatted(status, explanation(response));
    return switch (status) {
      case 401, 403 -> new GanetiException.Refused(explanation);
      case 404 -> new GanetiException.NotFound(explanation);
      case 400, 415 -> new GanetiException.Rejected(explanation);
      case 502, 503, 504 -> new GanetiException.Unavailable(explanation, true, problem);
      default -> new GanetiException.Unexpected(explanation, problem);
    };
  }

  private static String explanation(Response response) {
    try {
      String body = response.readEntity(String.class);
      JsonNode json = JSON.readTree(body);
      String text = json.path("explain").asText(json.path("message").asText(body));
      return text.substring(0, Math.min(MAX_EXPLANATION, text.length()));
    } catch (JacksonException | RuntimeException notJson) {
      return response.getStatusInfo().getReasonPhrase();
    }
  }
}
