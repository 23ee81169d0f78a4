package org.synnefo.cyclades.dispatcher.messaging;

import java.time.Duration;
import java.util.Optional;

/**
 * A message can't be handled yet: what it names may be committed at any moment, or what it needs be
 * back.
 */
public final class NotYetException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Duration patience;

  public NotYetException(String reason) {
    this(reason, null);
  }

  /**
   * @param patience how long it is tried again; null: as configured for all
   */
  public NotYetException(String reason, Duration patience) {
    super(reason);
    this.patience = patience;
  }

  Optional<Duration> patience() {
    return Optional.ofNullable(patience);
  }
}
