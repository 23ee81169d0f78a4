package org.synnefo.cyclades.ganeti.simulator.script;

import java.util.Map;
import org.synnefo.cyclades.ganeti.simulator.cluster.Instance;

/**
 * The information for hooks.
 *
 * @param hook such as {@code instance-start}
 * @param opcode such as {@code OP_INSTANCE_STARTUP}
 * @param before the instance before the operation
 * @param statusBefore in the format of hooks: {@code up}, {@code down} or {@code True}
 * @param after the instance after the operation
 * @param parameters of the operation, by their names in the environment
 */
public record HookEvent(
    String hook,
    String opcode,
    Instance before,
    String statusBefore,
    Instance after,
    String statusAfter,
    Map<String, String> parameters) {

  /** For an operation that does not change the wanted state of the instance. */
  public static HookEvent steady(
      String hook, String opcode, Instance instance, Map<String, String> parameters) {
    String status = status(instance.adminUp());
    return new HookEvent(hook, opcode, instance, status, instance, status, parameters);
  }

  public static String status(boolean up) {
    return up ? "up" : "down";
  }

  /** A boolean in Python's notation. */
  public static String python(boolean value) {
    return value ? "True" : "False";
  }
}
