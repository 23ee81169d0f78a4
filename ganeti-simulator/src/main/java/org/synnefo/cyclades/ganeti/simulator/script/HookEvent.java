package org.synnefo.cyclades.ganeti.simulator.script;

import java.util.Map;
import org.synnefo.cyclades.ganeti.simulator.cluster.Instance;

/**
 * What hooks are told.
 *
 * @param hook such as {@code instance-start}
 * @param opcode such as {@code OP_INSTANCE_STARTUP}
 * @param before the instance before the operation
 * @param statusBefore as hooks have it, {@code up}, {@code down} or {@code True}
 * @param after the instance after it
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

  /** Of an operation that does not change whether the instance should run. */
  public static HookEvent steady(
      String hook, String opcode, Instance instance, Map<String, String> parameters) {
    String status = status(instance.adminUp());
    return new HookEvent(hook, opcode, instance, status, instance, status, parameters);
  }

  public static String status(boolean up) {
    return up ? "up" : "down";
  }

  /** Python's word. */
  public static String python(boolean value) {
    return value ? "True" : "False";
  }
}
