package org.synnefo.cyclades.ganeti.simulator.fault;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.regex.Pattern;

/**
 * A fault to be injected. Parameters that are null match anything.
 *
 * @param id assigned by the simulator
 * @param count how many times it still occurs; without count and seconds, once
 * @param seconds how long it is active
 * @param opcode jobs: the operation, such as {@code OP_INSTANCE_CREATE}
 * @param instance jobs: the instance
 * @param errorClass jobs: Ganeti's exception, {@code OpExecError} by default
 * @param message jobs: the message of the failure
 * @param ecode jobs: the error code of the failure
 * @param method HTTP: the method
 * @param path HTTP: a regular expression that must match a part of the path
 * @param status HTTP: the status of the response
 * @param html HTTP: whether the response is the page of a proxy instead of Ganeti's JSON
 * @param milliseconds HTTP: the delay of the response
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fault(
    Long id,
    FaultKind kind,
    Integer count,
    Double seconds,
    String opcode,
    String instance,
    @JsonProperty("class") String errorClass,
    String message,
    String ecode,
    String method,
    String path,
    Integer status,
    Boolean html,
    Long milliseconds) {

  private static final int FIRST_ERROR = 400;
  private static final int LAST_ERROR = 599;

  /**
   * @throws IllegalArgumentException with the reason if the fault is invalid
   */
  public Fault {
    if (kind == null) {
      throw new IllegalArgumentException("kind is missing");
    }
    if (kind == FaultKind.ANSWER
        && (status == null || status < FIRST_ERROR || status > LAST_ERROR)) {
      throw new IllegalArgumentException("answer requires a status between 400 and 599");
    }
    if (kind == FaultKind.DELAY && (milliseconds == null || milliseconds < 0)) {
      throw new IllegalArgumentException("delay requires milliseconds");
    }
    if (path != null) {
      Pattern.compile(path);
    }
  }

  Fault withId(long newId) {
    Integer left = count == null && seconds == null ? Integer.valueOf(1) : count;
    return copy(newId, left);
  }

  Fault withCount(int newCount) {
    return copy(id, newCount);
  }

  private Fault copy(Long newId, Integer newCount) {
    return new Fault(
        newId,
        kind,
        newCount,
        seconds,
        opcode,
        instance,
        errorClass,
        message,
        ecode,
        method,
        path,
        status,
        html,
        milliseconds);
  }

  boolean concernsOperation(String operation, String name) {
    return kind.isOfJobs()
        && (opcode == null || opcode.equals(operation))
        && (instance == null || instance.equals(name));
  }

  boolean concernsRequest(String requestMethod, String requestPath) {
    return !kind.isOfJobs()
        && (method == null || method.equalsIgnoreCase(requestMethod))
        && (path == null || Pattern.compile(path).matcher(requestPath).find());
  }
}
