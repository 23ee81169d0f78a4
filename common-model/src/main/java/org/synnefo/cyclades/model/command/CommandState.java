package org.synnefo.cyclades.model.command;

import java.util.EnumSet;
import java.util.Set;

/**
 * The state of a command.
 *
 * <pre>
 *            claim               job id known            job success
 * PENDING ─────────▶ SUBMITTING ──────────────▶ SUBMITTED ──────────▶ SUCCEEDED
 *    │ ▲                 │ │ │                      │  the first of two jobs succeeded: PENDING
 *    │ └─────────────────┘ │ └──────────────────────┴────────────────▶ FAILED
 *    │   not submitted     │   nothing to do: SUCCEEDED
 *    └─▶ FAILED            ▼
 * </pre>
 */
public enum CommandState {
  /** The backend has not been contacted yet. */
  PENDING,
  /**
   * The backend may have been contacted: before another submission, the command's job must be
   * looked up.
   */
  SUBMITTING,
  /** Ganeti has accepted a job for it. */
  SUBMITTED,
  /** The job succeeded, or there was nothing to do. */
  SUCCEEDED,
  /** The job failed, or the command was abandoned. */
  FAILED;

  /** Whether the state will not change any more. */
  public boolean isFinal() {
    return this == SUCCEEDED || this == FAILED;
  }

  /** The legal next states. */
  public Set<CommandState> successors() {
    return switch (this) {
      case PENDING -> EnumSet.of(SUBMITTING, FAILED);
      case SUBMITTING -> EnumSet.of(PENDING, SUBMITTED, SUCCEEDED, FAILED);
      case SUBMITTED -> EnumSet.of(PENDING, SUCCEEDED, FAILED);
      case SUCCEEDED, FAILED -> EnumSet.noneOf(CommandState.class);
    };
  }
}
