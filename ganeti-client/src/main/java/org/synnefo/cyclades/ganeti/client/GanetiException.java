package org.synnefo.cyclades.ganeti.client;

/**
 * A request to a cluster failed. The failure of a job is not an exception, but {@link
 * JobInfo#failure()}.
 */
public abstract sealed class GanetiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private GanetiException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * The cluster can't be reached, is busy, or did not answer in time. The request can be retried.
   */
  public static final class Unavailable extends GanetiException {

    private static final long serialVersionUID = 1L;

    private final boolean mayHaveBeenApplied;

    public Unavailable(String message, boolean mayHaveBeenApplied, Throwable cause) {
      super(message, cause);
      this.mayHaveBeenApplied = mayHaveBeenApplied;
    }

    /**
     * Whether Ganeti may have received the request anyway. If so, look for the job of a change
     * before retrying.
     */
    public boolean mayHaveBeenApplied() {
      return mayHaveBeenApplied;
    }
  }

  /** Wrong password, or missing permission (401, 403). An operator must fix this. */
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

  /** Ganeti rejected the request (400). The message is Ganeti's explanation. */
  public static final class Rejected extends GanetiException {

    private static final long serialVersionUID = 1L;

    public Rejected(String message) {
      super(message, null);
    }
  }

  /**
   * Another cluster answers than the one that is meant. Nothing was asked of it but who it is. For
   * the operator to mend.
   */
  public static final class OtherCluster extends GanetiException {

    private static final long serialVersionUID = 1L;

    private final transient ClusterInfo found;

    public OtherCluster(String expectedUuid, ClusterInfo found) {
      super(
          "The cluster %s (%s) answers instead of %s"
              .formatted(found.name(), found.uuid(), expectedUuid),
          null);
      this.found = found;
    }

    /** The cluster that answered. */
    public ClusterInfo found() {
      return found;
    }
  }

  /**
   * Any other error: a server error, or a response that is not from Ganeti. A change may have been
   * made or not.
   */
  public static final class Unexpected extends GanetiException {

    private static final long serialVersionUID = 1L;

    public Unexpected(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
