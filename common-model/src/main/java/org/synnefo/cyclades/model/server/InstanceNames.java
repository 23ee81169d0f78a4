package org.synnefo.cyclades.model.server;

import java.util.OptionalLong;

/**
 * Names of instances at Ganeti: {@code <prefix>-<server id>}.
 *
 * @param prefix of this deployment
 */
public record InstanceNames(String prefix) {

  public String of(long serverId) {
    return prefix + "-" + serverId;
  }

  /** The server of an instance; empty where the instance is not this deployment's. */
  public OptionalLong server(String instance) {
    String start = prefix + "-";
    String number = instance.startsWith(start) ? instance.substring(start.length()) : "";
    if (!number.matches("[1-9][0-9]{0,17}")) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(number));
  }
}
