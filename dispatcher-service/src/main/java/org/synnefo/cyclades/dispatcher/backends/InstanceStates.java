package org.synnefo.cyclades.dispatcher.backends;

import java.util.Optional;
import org.synnefo.cyclades.ganeti.client.InstanceInfo;
import org.synnefo.cyclades.model.server.OperatingState;

/** What Ganeti's words for an instance's status mean for its server. */
public final class InstanceStates {

  private InstanceStates() {}

  /** What the instance does; empty where nobody can tell. */
  public static Optional<OperatingState> of(InstanceInfo instance) {
    return switch (instance.status()) {
      case RUNNING, ERROR_UP, ERROR_WRONG_NODE -> Optional.of(OperatingState.STARTED);
      case ADMIN_DOWN, ADMIN_OFFLINE, USER_DOWN, ERROR_DOWN -> Optional.of(OperatingState.STOPPED);
      case ERROR_NODE_DOWN, ERROR_NODE_OFFLINE, OTHER -> Optional.empty();
    };
  }
}
