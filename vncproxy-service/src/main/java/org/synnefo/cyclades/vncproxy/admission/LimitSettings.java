package org.synnefo.cyclades.vncproxy.admission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many sessions and handshakes this replica takes. */
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
}
