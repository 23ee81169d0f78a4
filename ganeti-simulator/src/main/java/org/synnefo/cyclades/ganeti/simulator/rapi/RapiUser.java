package org.synnefo.cyclades.ganeti.simulator.rapi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A user of the remote API.
 *
 * @param mayRead whether the user may read more than the plain lists
 * @param mayWrite whether the user may make changes
 */
public record RapiUser(String name, String password, boolean mayRead, boolean mayWrite) {

  /** A user with all permissions. */
  public static RapiUser writer(String name, String password) {
    return new RapiUser(name, password, true, true);
  }

  /** A user who may read everything but not wait for jobs. */
  public static RapiUser reader(String name, String password) {
    return new RapiUser(name, password, true, false);
  }

  boolean may(Access access) {
    return switch (access) {
      case ANY -> true;
      case READ -> mayRead || mayWrite;
      case WRITE -> mayWrite;
    };
  }

  boolean hasPassword(String candidate) {
    return MessageDigest.isEqual(
        password.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "RapiUser[name=" + name + "]";
  }
}
