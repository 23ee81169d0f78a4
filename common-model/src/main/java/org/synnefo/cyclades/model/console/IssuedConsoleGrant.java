package org.synnefo.cyclades.model.console;

import java.time.Instant;

/**
 * The secrets of a new grant, which exist in clear text only here.
 *
 * @param password one-time password for VNC authentication, 8 characters
 * @param token one-time token for browsers
 * @param expiresAt when both expire
 */
public record IssuedConsoleGrant(String password, String token, Instant expiresAt) {

  @Override
  public String toString() {
    return "IssuedConsole[expiresAt=%s]".formatted(expiresAt);
  }
}
