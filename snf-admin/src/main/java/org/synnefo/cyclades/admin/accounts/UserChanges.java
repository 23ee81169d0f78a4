package org.synnefo.cyclades.admin.accounts;

import java.util.function.Consumer;
import org.synnefo.cyclades.model.account.User;
import org.synnefo.cyclades.model.account.UserState;
import picocli.CommandLine.Option;

/** What is set of a user; what is not given stays. */
final class UserChanges {

  private static final String LABEL = "NUMBER|default";

  @Option(
      names = "--state",
      description = "${COMPLETION-CANDIDATES}. Nobody is let in who is not ACTIVE.")
  UserState state;

  @Option(
      names = "--max-servers",
      paramLabel = LABEL,
      converter = Limit.Converter.class,
      description = "Most servers.")
  Limit servers;

  @Option(
      names = "--max-vcpus",
      paramLabel = LABEL,
      converter = Limit.Converter.class,
      description = "Most virtual processors of all servers.")
  Limit vcpus;

  @Option(
      names = "--max-memory-mib",
      paramLabel = LABEL,
      converter = Limit.Converter.class,
      description = "Most memory of all servers.")
  Limit memoryMib;

  @Option(
      names = "--max-disk-gib",
      paramLabel = LABEL,
      converter = Limit.Converter.class,
      description = "Most disk of all servers.")
  Limit diskGib;

  @Option(
      names = "--max-networks",
      paramLabel = LABEL,
      converter = Limit.Converter.class,
      description = "Most private networks.")
  Limit networks;

  void apply(User user) {
    if (state != null) {
      user.state = state;
    }
    limit(servers, value -> user.maxServers = value);
    limit(vcpus, value -> user.maxVcpus = value);
    limit(memoryMib, value -> user.maxMemoryMib = value);
    limit(diskGib, value -> user.maxDiskGib = value);
    limit(networks, value -> user.maxNetworks = value);
  }

  private static void limit(Limit given, Consumer<Integer> column) {
    if (given != null) {
      column.accept(given.value());
    }
  }
}
