package org.synnefo.cyclades.ganeti.client;

/**
 * A call to a cluster that brought no result. The failure of a job is none of these: it is {@link
 * JobInfo#failure()}.
 */
public abstract sealed class GanetiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private GanetiException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The cluster can't be reached, or is busy, or did not answer in time. Worth another try. */
  public static final class Unavailable extends GanetiException {

    private static final long serialVersionUID = 1L;

    private final boolean mayHaveBeenApplied;

    public Unavailable(String message, boolean mayHaveBeenApplied, Throwable cause) {
      super(message, cause);
      this.mayHaveBeenApplied = mayHaveBeenApplied;
    }

    /**
     * Whether Ganeti may have taken the request all the same. Then the fate of a change must be
     * looked up before it is asked for again.
     */
    public boolean mayHaveBeenApplied() {
      return mayHaveBeenApplied;
    }
  }

  /** Wrong password, or a user without the right (401, 403). For the operator to mend. */
  public static final class Refused extends GanetiException {

    private static final long serialVersionUID = 1L;

    public Refused(String message) {
      super(message, null);
    }
  }

  /** The instance or job does not exist. */
  public static final class NotFound extends GanetiException {

    private static final long serialVersionUID = 1L;

    public NotFound(String message) {
      super(message, null);
    }
  }

  /** Ganeti did not accept the request (400); the message is its explanation. */
  public static final class Rejected extends GanetiException {

    private static final long serialVersionUID = 1L;

    public Rejected(String message) {
      super(message, null);
    }
  }

  /**
   * Anything else: a server error, or an answer that is not Ganeti's. Whether a change was made is
   * unknown.
   */
  public static final class Unexpected extends GanetiException {

    private static final long serialVersionUID = 1L;

    public Unexpected(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
