package org.synnefo.cyclades.local.parts;

import java.util.List;
import java.util.Map;

/**
 * A part of the cloud: a process.
 *
 * @param name as {@code status} and {@code logs} call it
 * @param command what is run
 * @param environment what is added to its environment; secrets go here, where other users can't see
 *     them
 * @param readiness how it is known to be ready
 * @param needs what must be ready before it is started: other parts, or what is prepared for them
 * @param stop how it is asked to end
 */
public record Part(
    String name,
    List<String> command,
    Map<String, String> environment,
    Readiness readiness,
    List<String> needs,
    Stop stop) {

  /** How a part is asked to end. */
  public enum Stop {
    /** By SIGTERM. */
    TERMINATE,
    /** By SIGINT: PostgreSQL, asked by SIGTERM, would wait for its clients to leave. */
    INTERRUPT
  }

  /** A part that ends when it is asked by SIGTERM. */
  public Part(
      String name,
      List<String> command,
      Map<String, String> environment,
      Readiness readiness,
      List<String> needs) {
    this(name, command, environment, readiness, needs, Stop.TERMINATE);
  }

  @Override
  public String toString() {
    return name;
  }
}
