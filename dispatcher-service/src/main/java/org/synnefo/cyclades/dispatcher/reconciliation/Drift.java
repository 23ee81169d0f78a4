package org.synnefo.cyclades.dispatcher.reconciliation;

import java.time.Instant;
import java.util.Locale;
import org.synnefo.cyclades.ganeti.client.InstanceInfo;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.PendingAction;

/** One thing in which the database and a cluster differ. */
public sealed interface Drift {

  /** The instance that it is about. */
  String instance();

  /** A word for logs and metrics. */
  default String kind() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** What a person should read. */
  String detail();

  /**
   * The server has no instance.
   *
   * @param since when it was missed first; null: now
   */
  record Missing(String instance, long server, Instant since) implements Drift {
    @Override
    public String detail() {
      return "server %d has no instance".formatted(server);
    }
  }

  /** The instance is one of ours, and its server was deleted. */
  record Leftover(String instance) implements Drift {
    @Override
    public String detail() {
      return "the server of this instance was deleted";
    }
  }

  /** The server's instance does not say whose it is yet. */
  record Untagged(String instance, long server) implements Drift {
    @Override
    public String detail() {
      return "the instance of server %d does not carry this deployment's tag".formatted(server);
    }
  }

  /** The instance of the server's name belongs to another deployment; only reported. */
  record Foreign(String instance, long server) implements Drift {
    @Override
    public String detail() {
      return "the instance of server %d belongs to another deployment".formatted(server);
    }
  }

  /** The instance, with our prefix, has no server; only reported. */
  record Unknown(String instance) implements Drift {
    @Override
    public String detail() {
      return "no server has this instance";
    }
  }

  /** The server does not do what its instance does. */
  record State(String instance, long server, OperatingState known, OperatingState found)
      implements Drift {
    @Override
    public String detail() {
      return "server %d is %s, its instance %s".formatted(server, known, found);
    }
  }

  /** Something is pending that nobody works at. */
  record Pending(String instance, long server, PendingAction action) implements Drift {
    @Override
    public String detail() {
      return "server %d waits for %s, which nobody works at".formatted(server, action);
    }
  }

  /** The end of the server's last job was not heard of. */
  record Job(String instance, long server, long job) implements Drift {
    @Override
    public String detail() {
      return "job %d of server %d is not under way any more".formatted(job, server);
    }
  }

  /** The server is connected to a network that is deleted. */
  record Stray(String instance, long server, long network) implements Drift {
    @Override
    public String detail() {
      return "server %d is connected to network %d, which is deleted".formatted(server, network);
    }
  }

  /** The NICs, their networks, or the firewall profile differ. */
  record Nics(String instance, long server, InstanceInfo found) implements Drift {
    @Override
    public String detail() {
      return "server %d has other NICs than its instance's %d"
          .formatted(server, found.nics().size());
    }
  }

  /** Processors or memory differ from the flavor; only reported. */
  record Size(String instance, long server, int vcpus, int memoryMib) implements Drift {
    @Override
    public String detail() {
      return "server %d has another flavor than %d processors and %d MiB"
          .formatted(server, vcpus, memoryMib);
    }
  }
}
