package org.synnefo.cyclades.dispatcher.reconciliation;

import org.synnefo.cyclades.ganeti.client.InstanceInfo;
import org.synnefo.cyclades.model.server.OperatingState;

/** One thing in which the database and a cluster differ. */
public sealed interface Drift {

  /** The instance that it is about. */
  String instance();

  /** The server has no instance. */
  record Missing(String instance, long server) implements Drift {}

  /** The instance, with our prefix, has no server. */
  record Unknown(String instance) implements Drift {}

  /** The server does not do what its instance does. */
  record State(String instance, long server, OperatingState found) implements Drift {}

  /** Something is pending that nobody works at. */
  record Pending(String instance, long server) implements Drift {}

  /** The NICs differ. */
  record Nics(String instance, long server, InstanceInfo found) implements Drift {}

  /** Processors or memory differ from the flavor; only reported. */
  record Size(String instance, long server, int vcpus, int memoryMib) implements Drift {}

  /** A word for logs and metrics. */
  default String kind() {
    return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }
}
