package org.synnefo.cyclades.ganeti.client;

import java.util.Map;

/**
 * A change to an instance's network interfaces. An interface is named by its index, name or UUID.
 */
public sealed interface NicChange {

  /** A new interface after the last one. */
  record Add(Map<String, String> parameters) implements NicChange {
    public Add {
      parameters = Map.copyOf(parameters);
    }
  }

  /** The interface goes. */
  record Remove(String nic) implements NicChange {}

  /** The interface gets these parameters; the others stay. */
  record Modify(String nic, Map<String, String> parameters) implements NicChange {
    public Modify {
      parameters = Map.copyOf(parameters);
    }
  }

  static NicChange add(Map<String, String> parameters) {
    return new Add(parameters);
  }

  static NicChange remove(String nic) {
    return new Remove(nic);
  }

  static NicChange modify(String nic, Map<String, String> parameters) {
    return new Modify(nic, parameters);
  }
}
