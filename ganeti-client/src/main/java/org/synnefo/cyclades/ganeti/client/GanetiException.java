package org.synnefo.cyclades.ganeti.client;

/**
 * What went wrong between us and a cluster. A job's own failure is none of these: it is a {@link
 * JobInfo}'s result.
 */
public abstract sealed class GanetiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private GanetiException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * The cluster is away, slow or overloaded (502, 503, 504, no connection, a timeout): it may pass.
   */
  public static final class Unavailable extends GanetiException {
    private static final long serialVersionUID = 1L;

    private final boolean mayHaveBeenApplied;

    public Unavailable(String message, boolean mayHaveBeenApplied, Throwable cause) {
      super(message, cause);
      this.mayHaveBeenApplied = mayHaveBeenApplied;
    }

    /**
     * Whether the request may have reached Ganeti all the same: its fate is unknown, not failed.
     */
    public boolean mayHaveBeenApplied() {
      return mayHaveBeenApplied;
    }
  }

  /** The user or password is wrong, or has not the right (401, 403): an operator's problem. */
  public static final class Refused extends GanetiException {
    private static final long serialVersionUID = 1L;

    public Refused(String message) {
      super(message, null);
    }
  }

  /** There is no such thing (404). */
  public static final class NotFound extends GanetiException {
    private static final long serialVersionUID = 1L;

    public NotFound(String message) {
      super(message, null);
    }
  }

  /** Ganeti does not take the request (400, 415), for the reason in the message: it will never. */
  public static final class Rejected extends GanetiException {
    private static final long serialVersionUID = 1L;

    public Rejected(String message) {
      super(message, null);
    }
  }

  /**
   * An answer that Ganeti does not give: another status, HTML, nonsense. Whether the request was
   * applied is unknown.
   */
  public static final class Unexpected extends GanetiException {
    private static final long serialVersionUID = 1L;

    public Unexpected(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
