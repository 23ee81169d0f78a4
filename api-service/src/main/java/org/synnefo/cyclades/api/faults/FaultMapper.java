package org.synnefo.cyclades.api.faults;

import jakarta.inject.Inject;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.api.requests.RequestContext;

/** Maps all errors to faults. */
@Provider
public final class FaultMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = Logger.getLogger(FaultMapper.class);

  private final RequestContext request;

  @Inject
  public FaultMapper(RequestContext request) {
    this.request = request;
  }

  @Override
  public Response toResponse(Throwable error) {
    return answer(faultOf(error));
  }

  private Response answer(Fault fault) {
    FaultKind kind = fault.kind();
    String details = kind == FaultKind.COMPUTE_FAULT ? "Request " + request.id() : "";
    Response.ResponseBuilder answer =
        Response.status(kind.code())
            .type(request.representation().contentType())
            .entity(FaultView.of(kind, fault.getMessage(), details));
    fault
        .retryAfter()
        .ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, roundUpToSeconds(wait)));
    return answer.build();
  }

  /** Whole seconds, rounded up so that clients don't retry too early. */
  private static long roundUpToSeconds(Duration wait) {
    return wait.plusSeconds(1).minusNanos(1).toSeconds();
  }

  private Fault faultOf(Throwable error) {
    if (error instanceof Fault fault) {
      return fault;
    }
    if (error instanceof WebApplicationException http) {
      return faultOf(http);
    }
    Fault inside = wrapped(error);
    if (inside != null) {
      return inside;
    }
    if (isDatabaseUnavailable(error)) {
      LOG.errorf("The database is unavailable: %s", rootMessage(error));
      return Fault.serviceUnavailable("The service is temporarily unavailable.");
    }
    LOG.error("A request failed", error);
    return Fault.of(FaultKind.COMPUTE_FAULT, "The request failed because of an internal error.");
  }

  private Fault faultOf(WebApplicationException http) {
    if (http instanceof NotFoundException) {
      return Fault.badRequest("The URL does not exist.");
    }
    if (http instanceof NotAllowedException) {
      return Fault.badRequest("The method is not allowed for this URL.");
    }
    int status = http.getResponse().getStatus();
    if (status == FaultKind.OVER_LIMIT.code()) {
      return Fault.overLimit("The request body is too large.");
    }
    if (status == FaultKind.BAD_MEDIA_TYPE.code()) {
      return Fault.of(FaultKind.BAD_MEDIA_TYPE, "The media type is not supported.");
    }
    if (status < 500) {
      return Fault.badRequest("The request is malformed.");
    }
    LOG.error("A request failed", http);
    return Fault.of(FaultKind.COMPUTE_FAULT, "The request failed because of an internal error.");
  }

  private static Fault wrapped(Throwable error) {
    for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof Fault fault) {
        return fault;
      }
    }
    return null;
  }

  private static boolean isDatabaseUnavailable(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && isConnectionProblem(sql)) {
        return true;
      }
    }
    return false;
  }

  /** Connection errors (08), shutdown (57P), and too many connections (53300). */
  private static boolean isConnectionProblem(SQLException error) {
    String state = error.getSQLState();
    return state == null
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.equals("53300");
  }

  private static String rootMessage(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }
}
