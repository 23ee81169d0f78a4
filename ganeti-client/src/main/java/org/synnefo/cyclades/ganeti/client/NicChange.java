package org.synnefo.cyclades.ganeti.client;

import java.util.Map;

/** A change to an instance's NICs. A NIC is identified by its index, name or UUID. */
public sealed interface NicChange {

  /** Adds a NIC after the last one. */
  record Add(Map<String, String> parameters) implements NicChange {
    public Add {
      parameters = Map.copyOf(parameters);
    }
  }

  /** Removes a NIC. */
  record Remove(String nic) implements NicChange {}

  /** Changes these parameters of a NIC and keeps the others. */
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
