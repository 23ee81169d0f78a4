package org.synnefo.cyclades.model.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.synnefo.cyclades.model.server.PendingAction;

/** What a command asks of a backend. */
public enum CommandVerb {
  CREATE,
  DELETE,
  START,
  SHUTDOWN,
  REBOOT,
  MODIFY_NICS,
  SET_FIREWALL,
  REINSTALL,
  RESIZE;

  /** The verb in messages and routing keys: {@code modify-nics}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The action that is pending on the server meanwhile; empty if the verb does not affect its
   * status.
   */
  public Optional<PendingAction> pendingAction() {
    return Optional.ofNullable(
        switch (this) {
          case CREATE -> PendingAction.CREATE;
          case DELETE -> PendingAction.DESTROY;
          case START -> PendingAction.START;
          case SHUTDOWN -> PendingAction.STOP;
          case REBOOT -> PendingAction.REBOOT;
          case REINSTALL -> PendingAction.REBUILD;
          case RESIZE -> PendingAction.RESIZE;
          case MODIFY_NICS, SET_FIREWALL -> null;
        });
  }

  /**
   * @throws IllegalArgumentException if there is no such verb
   */
  public static CommandVerb parse(String wireName) {
    return Arrays.stream(values())
        .filter(verb -> verb.wireName().equals(wireName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown verb '%s'".formatted(wireName)));
  }
}
