package org.synnefo.cyclades.ganeti.client;

/** An instance's status: what it should do and what it does. */
public enum InstanceStatus {
  RUNNING("running"),
  ADMIN_DOWN("ADMIN_down"),
  ADMIN_OFFLINE("ADMIN_offline"),
  /** Stopped from within or by the user, where the cluster allows it. */
  USER_DOWN("USER_down"),
  /** Should run and does not. */
  ERROR_DOWN("ERROR_down"),
  /** Runs and should not. */
  ERROR_UP("ERROR_up"),
  /** Its node does not answer: nobody knows. */
  ERROR_NODE_DOWN("ERROR_nodedown"),
  ERROR_NODE_OFFLINE("ERROR_nodeoffline"),
  ERROR_WRONG_NODE("ERROR_wrongnode"),
  /** A status this client does not know. */
  OTHER("");

  private final String wireName;

  InstanceStatus(String wireName) {
    this.wireName = wireName;
  }

  /** The status of Ganeti's name; {@link #OTHER} if there is none of it. */
  public static InstanceStatus ofWireName(String name) {
    for (InstanceStatus status : values()) {
      if (status.wireName.equals(name)) {
        return status;
      }
    }
    return OTHER;
  }
}
