package org.synnefo.cyclades.vncproxy.admission;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits of one replica. */
@ConfigMapping(prefix = "cyclades.vncproxy.limits")
public interface LimitSettings {

  /** Sessions of one user. */
  @WithDefault("20")
  int perUser();

  /** Sessions of one server. */
  @WithDefault("5")
  int perServer();

  /** Sessions in total. */
  @WithDefault("2000")
  int total();

  /** Connections whose handshake is under way; further ones are closed at once. */
  @WithDefault("500")
  int handshakes();

  /**
   * Of these, connections of one IPv4 address or IPv6 /64. Viewers behind a balancer that does not
   * tell their addresses share its own.
   */
  @WithDefault("50")
  int handshakesPerAddress();

  /**
   * Bytes of all sessions that may wait for peers which do not read; when there are more, the
   * sessions that have stalled longest are ended. Half of the direct memory leaves the others
   * enough.
   */
  @WithDefault("32M")
  MemorySize waiting();
}
