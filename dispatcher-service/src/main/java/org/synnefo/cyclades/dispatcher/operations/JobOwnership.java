package org.synnefo.cyclades.dispatcher.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.synnefo.cyclades.ganeti.client.JobInfo;
import org.synnefo.cyclades.ganeti.client.JobOperation;
import org.synnefo.cyclades.model.command.Command;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.message.OperationStatus;

/**
 * Whether a job is that of a command. Its number does not tell: numbers begin again when a cluster
 * is built anew.
 */
public final class JobOwnership {

  private static final String REASON = "cyclades:";

  /** How far a cluster's clock may be behind ours. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private JobOwnership() {}

  /** What the jobs of a command carry as their reason. */
  public static String reason(Object command) {
    return REASON + command;
  }

  /**
   * A job is a command's if its reason names the command. One without a reason of ours, such as a
   * reinstallation, is if it was received since the command was asked for, and all of it is about
   * the command's instance.
   *
   * @param reason of the command
   * @param asked when the command was asked for
   */
  public static boolean isOf(
      JobInfo job, String reason, CommandVerb verb, String instance, Instant asked) {
    List<String> reasons =
        job.operations().stream().flatMap(operation -> operation.reasons().stream()).toList();
    if (reasons.stream()
        .anyMatch(given -> given.equals(reason) || given.startsWith(reason + ":"))) {
      return true;
    }
    return reasons.stream().noneMatch(given -> given.startsWith(REASON))
        && job.received().filter(time -> !time.isBefore(asked.minus(SKEW))).isPresent()
        && job.operations().stream().allMatch(operation -> isAbout(operation, verb, instance));
  }

  private static boolean isAbout(JobOperation operation, CommandVerb verb, String instance) {
    return opcodes(verb).contains(operation.opcode())
        && operation.instance().filter(instance::equals).isPresent();
  }

  /**
   * Whether news of a job with the command's number, and about the command's instance, may be of
   * the command's job.
   */
  static boolean mayBeOf(Command command, OperationStatus event) {
    return opcodes(command.verb).contains(event.operation())
        && (event.eventTime() == null || !event.eventTime().isBefore(command.created.minus(SKEW)));
  }

  private static Set<String> opcodes(CommandVerb verb) {
    return switch (verb) {
      case CREATE -> Set.of("OP_INSTANCE_CREATE");
      case DELETE -> Set.of("OP_INSTANCE_REMOVE");
      case START -> Set.of("OP_INSTANCE_STARTUP");
      case SHUTDOWN -> Set.of("OP_INSTANCE_SHUTDOWN");
      case REBOOT -> Set.of("OP_INSTANCE_REBOOT");
      case MODIFY_NICS -> Set.of("OP_INSTANCE_SET_PARAMS");
      case SET_FIREWALL -> Set.of("OP_TAGS_SET", "OP_TAGS_DEL");
      case REINSTALL ->
          Set.of("OP_INSTANCE_SHUTDOWN", "OP_INSTANCE_REINSTALL", "OP_INSTANCE_STARTUP");
      case RESIZE -> Set.of("OP_INSTANCE_GROW_DISK", "OP_INSTANCE_SET_PARAMS");
    };
  }
}
