package org.synnefo.cyclades.ganeti.simulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;

/** The failure of an operation, as in the job's result: {@code [class, [message, code]]}. */
public final class OperationFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final String errorClass;
  private final String code;

  /**
   * @param errorClass the name of Ganeti's exception
   * @param code its {@code ECODE}, or null
   */
  public OperationFailure(String errorClass, String message, String code) {
    super(message);
    this.errorClass = errorClass;
    this.code = code;
  }

  /** The operation was not started. */
  public static OperationFailure prerequisite(String message, String code) {
    return new OperationFailure("OpPrereqError", message, code);
  }

  /** The operation was started and failed. */
  public static OperationFailure execution(String message) {
    return new OperationFailure("OpExecError", message, null);
  }

  public JsonNode result() {
    ArrayNode arguments = PythonJson.array().add(getMessage());
    if (code != null) {
      arguments.add(code);
    }
    return PythonJson.array().add(errorClass).add(arguments);
  }
}
