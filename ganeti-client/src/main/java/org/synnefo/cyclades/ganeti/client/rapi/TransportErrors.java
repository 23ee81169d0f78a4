package org.synnefo.cyclades.ganeti.client.rapi;

import com.fasterxml.jackson.core.JacksonException;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.synnefo.cyclades.ganeti.client.GanetiException;

/** Classifies errors when there was no response, or none that could be read. */
final class TransportErrors {

  private TransportErrors() {}

  static GanetiException of(URI endpoint, RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof JacksonException || cause instanceof WebApplicationException) {
        break;
      }
      // Name resolution, routing or TLS failed: no request was sent.
      if (cause instanceof ConnectException
          || cause instanceof NoRouteToHostException
          || cause instanceof ConnectTimeoutException
          || cause instanceof UnknownHostException
          || cause instanceof SSLException) {
        return unavailable(endpoint, "can't be reached", false, cause);
      }
      if (cause instanceof TimeoutException) {
        return unavailable(endpoint, "did not answer in time", true, cause);
      }
      if (cause instanceof IOException || cause instanceof HttpClosedException) {
        return unavailable(endpoint, "closed the connection unexpectedly", true, cause);
      }
    }
    return new GanetiException.Unexpected(
        endpoint + " sent an invalid response: " + failure.getMessage(), failure);
  }

  private static GanetiException unavailable(
      URI endpoint, String what, boolean mayHaveBeenApplied, Throwable cause) {
    return new GanetiException.Unavailable(
        endpoint + " " + what + ": " + cause.getMessage(), mayHaveBeenApplied, cause);
  }
}
