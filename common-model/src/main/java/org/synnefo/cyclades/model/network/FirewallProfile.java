package org.synnefo.cyclades.model.network;

import java.util.Arrays;
import java.util.Optional;

/** Protection of a server's public NIC. At Ganeti it is a tag of the instance. */
public enum FirewallProfile {
  ENABLED("protected"),
  DISABLED("unprotected"),
  PROTECTED("limited");

  /** Common beginning of the tags of the public NIC. */
  public static final String TAG_PREFIX = "synnefo:network:0:";

  private final String word;

  FirewallProfile(String word) {
    this.word = word;
  }

  /** The word for it in events. */
  public String wireName() {
    return word;
  }

  /** The instance's tag. */
  public String tag() {
    return TAG_PREFIX + word;
  }

  /** The profile of an event's word; empty if there is no such one. */
  public static Optional<FirewallProfile> ofWireName(String word) {
    return Arrays.stream(values()).filter(profile -> profile.word.equals(word)).findFirst();
  }
}
