package org.synnefo.cyclades.ganeti.simulator.rapi;

import java.time.Duration;
import java.util.List;

/**
 * Settings of the remote API.
 *
 * @param host the address to listen on
 * @param port 0 for any free port
 * @param users the users
 * @param longPoll how long {@code wait} waits for a change; 10 s in Ganeti
 */
public record RapiSettings(String host, int port, List<RapiUser> users, Duration longPoll) {

  public RapiSettings {
    users = List.copyOf(users);
  }

  /** Loopback, with any free port. */
  public static RapiSettings of(RapiUser... users) {
    return new RapiSettings("127.0.0.1", 0, List.of(users), Duration.ofSeconds(10));
  }

  public RapiSettings withPort(int newPort) {
    return new RapiSettings(host, newPort, users, longPoll);
  }

  public RapiSettings withLongPoll(Duration newLongPoll) {
    return new RapiSettings(host, port, users, newLongPoll);
  }
}
