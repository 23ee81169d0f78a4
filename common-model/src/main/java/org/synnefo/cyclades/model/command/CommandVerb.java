package org.synnefo.cyclades.model.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.synnefo.cyclades.model.server.PendingAction;

/** What can be asked of a backend. */
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

  /** What its server waits for meanwhile; empty where the server is as it was. */
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
  public static CommandVerb parse(String word) {
    return Arrays.stream(values())
        .filter(verb -> verb.wireName().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown verb '%s'".formatted(word)));
  }
}
