package org.synnefo.cyclades.dispatcher;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of instances at Ganeti: {@code <prefix>-<server id>}.
 *
 * @param prefix of this deployment
 */
public record InstanceNames(String prefix) {

  private static final Pattern NAME = Pattern.compile("(.*)-([1-9][0-9]{0,17})");

  public String of(long server) {
    return prefix + "-" + server;
  }

  /** The server of an instance; empty if the instance is not ours. */
  public OptionalLong server(String instance) {
    Matcher name = NAME.matcher(instance);
    return name.matches() && name.group(1).equals(prefix)
        ? OptionalLong.of(Long.parseLong(name.group(2)))
        : OptionalLong.empty();
  }
}
