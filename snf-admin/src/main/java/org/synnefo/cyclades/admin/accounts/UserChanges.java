package org.synnefo.cyclades.admin.accounts;

import java.util.HashMap;
import java.util.Map;
import org.synnefo.cyclades.model.account.UserState;
import picocli.CommandLine.Option;

/** What is changed of a user; what is not given stays as it is. */
final class UserChanges {

  private static final String LABEL = "NUMBER|default";

  @Option(
      names = "--state",
      description = "${COMPLETION-CANDIDATES}. Only ACTIVE users can use the API.")
  UserState state;

  @Option(
      names = "--max-servers",
      paramLabel = LABEL,
      converter = Limit.Converter.class,
      description = "Maximum number of servers.")
  Limit servers;

  @Option(
      names = "--max-vcpus",
      paramLabel = LABEL,
      converter = Limit.Converter.class,
      description = "Maximum number of virtual CPUs of all servers.")
  Limit vcpus;

  @Option(
      names = "--max-memory-mib",
      paramLabel = LABEL,
      converter = Limit.Converter.class,
      description = "Maximum memory of all servers, in MiB.")
  Limit memoryMib;

  @Option(
      names = "--max-disk-gib",
      paramLabel = LABEL,
      converter = Limit.Converter.class,
      description = "Maximum disk space of all servers, in GiB.")
  Limit diskGib;

  @Option(
      names = "--max-networks",
      paramLabel = LABEL,
      converter = Limit.Converter.class,
      description = "Maximum number of private networks.")
  Limit networks;

  /** The new values by column. */
  Map<String, Object> columns() {
    Map<String, Object> columns = new HashMap<>();
    if (state != null) {
      columns.put("state", state);
    }
    limit(columns, "max_servers", servers);
    limit(columns, "max_vcpus", vcpus);
    limit(columns, "max_memory_mib", memoryMib);
    limit(columns, "max_disk_gib", diskGib);
    limit(columns, "max_networks", networks);
    return columns;
  }

  private static void limit(Map<String, Object> columns, String column, Limit given) {
    if (given != null) {
      columns.put(column, given.value());
    }
  }
}
