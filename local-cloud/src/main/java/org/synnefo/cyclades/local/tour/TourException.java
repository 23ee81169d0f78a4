package org.synnefo.cyclades.local.tour;

/** A step of the tour did not show what it should. */
public final class TourException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TourException(String message) {
    super(message);
  }

  TourException(String message, Throwable cause) {
    super(message, cause);
  }
}
