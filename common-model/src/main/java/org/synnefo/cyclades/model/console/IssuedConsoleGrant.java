package org.synnefo.cyclades.model.console;

import java.time.Instant;

/**
 * What the tenant gets of a new grant; the only time that password and token are in clear.
 *
 * @param password one-time password for VNC authentication, 8 characters
 * @param token one-time token for browsers
 * @param expiresAt until when either must have been used
 */
public record IssuedConsoleGrant(String password, String token, Instant expiresAt) {

  @Override
  public String toString() {
    return "IssuedConsole[expiresAt=%s]".formatted(expiresAt);
  }
}
