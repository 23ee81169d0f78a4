package org.synnefo.cyclades.model.command;

import java.util.Arrays;
import java.util.Locale;

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
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException if there is no such verb
   */
  public static CommandVerb parse(String word) {
    return Arrays.stream(values())
        .filter(verb -> verb.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown verb '%s'".formatted(word)));
  }
}
