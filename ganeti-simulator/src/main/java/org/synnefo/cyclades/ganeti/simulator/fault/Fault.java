package org.synnefo.cyclades.ganeti.simulator.fault;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.regex.Pattern;

/**
 * A failure that was asked for. What is null does not matter.
 *
 * @param id given by the simulator
 * @param count how often it still happens; without a count and without seconds once
 * @param seconds how long it happens from being asked for
 * @param opcode jobs: the operation that it happens to, such as {@code OP_INSTANCE_CREATE}
 * @param instance jobs: the instance that it happens to
 * @param errorClass jobs: Ganeti's exception, {@code OpExecError} by default
 * @param message jobs: the text of the failure
 * @param ecode jobs: the code of the failure
 * @param method HTTP: the method that it happens to
 * @param path HTTP: a regular expression that the path has somewhere
 * @param status HTTP: the status of the answer
 * @param html HTTP: whether the answer is a proxy's page instead of Ganeti's JSON
 * @param milliseconds HTTP: how late the answer is
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
   * @throws IllegalArgumentException with the reason, if it can't be
   */
  public Fault {
    if (kind == null) {
      throw new IllegalArgumentException("kind is missing");
    }
    if (kind == FaultKind.ANSWER
        && (status == null || status < FIRST_ERROR || status > LAST_ERROR)) {
      throw new IllegalArgumentException("answer needs a status between 400 and 599");
    }
    if (kind == FaultKind.DELAY && (milliseconds == null || milliseconds < 0)) {
      throw new IllegalArgumentException("delay needs milliseconds");
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
