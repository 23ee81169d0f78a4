package org.synnefo.cyclades.dispatcher.commands;

import org.synnefo.cyclades.model.command.CommandVerb;

/** The opcode that does each verb. */
public final class Opcodes {

  private Opcodes() {}

  /** Ganeti's name of the opcode. */
  public static String of(CommandVerb verb) {
    return switch (verb) {
      case CREATE -> "OP_INSTANCE_CREATE";
      case DELETE -> "OP_INSTANCE_REMOVE";
      case START -> "OP_INSTANCE_STARTUP";
      case SHUTDOWN -> "OP_INSTANCE_SHUTDOWN";
      case REBOOT -> "OP_INSTANCE_REBOOT";
      case MODIFY_NICS, RESIZE -> "OP_INSTANCE_SET_PARAMS";
      case SET_FIREWALL -> "OP_TAGS_SET";
      case REINSTALL -> "OP_INSTANCE_REINSTALL";
    };
  }
}
