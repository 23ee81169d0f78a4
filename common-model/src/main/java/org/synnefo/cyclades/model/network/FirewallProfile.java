package org.synnefo.cyclades.model.network;

import java.util.Arrays;
import java.util.Optional;

/** Firewall of a server's public NIC. Ganeti stores it as a tag of the instance. */
public enum FirewallProfile {
  ENABLED("protected"),
  DISABLED("unprotected"),
  PROTECTED("limited");

  /** Common prefix of the tags of the public NIC. */
  public static final String TAG_PREFIX = "synnefo:network:0:";

  private final String wireName;

  FirewallProfile(String wireName) {
    this.wireName = wireName;
  }

  /** The name of the profile in events. */
  public String wireName() {
    return wireName;
  }

  /** The tag of the instance. */
  public String tag() {
    return TAG_PREFIX + wireName;
  }

  /** Finds a profile by its name in events. */
  public static Optional<FirewallProfile> ofWireName(String wireName) {
    return Arrays.stream(values()).filter(profile -> profile.wireName.equals(wireName)).findFirst();
  }
}
