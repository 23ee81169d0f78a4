package org.synnefo.cyclades.model.command;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a command stands.
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
  /** Nobody has spoken to the backend about it. */
  PENDING,
  /** Somebody may have: before it is submitted again, its fate is looked up. */
  SUBMITTING,
  /** Ganeti has a job for it. */
  SUBMITTED,
  /** Its job succeeded, or there was nothing to do. */
  SUCCEEDED,
  /** Its job failed, or it was given up. */
  FAILED;

  /** Whether nothing will happen to it any more. */
  public boolean isFinal() {
    return this == SUCCEEDED || this == FAILED;
  }

  /** The states that may follow. */
  public Set<CommandState> successors() {
    return switch (this) {
      case PENDING -> EnumSet.of(SUBMITTING, FAILED);
      case SUBMITTING -> EnumSet.of(PENDING, SUBMITTED, SUCCEEDED, FAILED);
      case SUBMITTED -> EnumSet.of(PENDING, SUCCEEDED, FAILED);
      case SUCCEEDED, FAILED -> EnumSet.noneOf(CommandState.class);
    };
  }
}
