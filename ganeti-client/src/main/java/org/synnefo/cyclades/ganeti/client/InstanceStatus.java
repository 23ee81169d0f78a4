package org.synnefo.cyclades.ganeti.client;

/** An instance's status, which combines its wanted and its actual state. */
public enum InstanceStatus {
  RUNNING("running"),
  ADMIN_DOWN("ADMIN_down"),
  ADMIN_OFFLINE("ADMIN_offline"),
  /** Shut down from inside the guest, or by a user who is allowed to. */
  USER_DOWN("USER_down"),
  /** Not running although it should be. */
  ERROR_DOWN("ERROR_down"),
  /** Running although it should not be. */
  ERROR_UP("ERROR_up"),
  /** Unknown because its node does not answer. */
  ERROR_NODE_DOWN("ERROR_nodedown"),
  ERROR_NODE_OFFLINE("ERROR_nodeoffline"),
  ERROR_WRONG_NODE("ERROR_wrongnode"),
  /** A status that this client does not know. */
  OTHER("");

  private final String wireName;

  InstanceStatus(String wireName) {
    this.wireName = wireName;
  }

  /** Finds a status by Ganeti's name; {@link #OTHER} if it is unknown. */
  public static InstanceStatus ofWireName(String name) {
    for (InstanceStatus status : values()) {
      if (status.wireName.equals(name)) {
        return status;
      }
    }
    return OTHER;
  }
}
