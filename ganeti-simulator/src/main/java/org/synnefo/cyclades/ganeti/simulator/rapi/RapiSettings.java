package org.synnefo.cyclades.ganeti.simulator.rapi;

import java.time.Duration;
import java.util.List;

/**
 * How the remote API is reached.
 *
 * @param host the address that it listens at
 * @param port 0 lets the system choose
 * @param users who may use it
 * @param longPoll how long {@code wait} waits for news; Ganeti's is 10 s
 */
public record RapiSettings(String host, int port, List<RapiUser> users, Duration longPoll) {

  public RapiSettings {
    users = List.copyOf(users);
  }

  /** Loopback, any port. */
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
