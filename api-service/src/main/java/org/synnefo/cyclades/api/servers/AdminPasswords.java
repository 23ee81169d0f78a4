package org.synnefo.cyclades.api.servers;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Optional;
import org.synnefo.cyclades.api.faults.Fault;

/** Administrator passwords of servers. */
@ApplicationScoped
public class AdminPasswords {

  /** Without characters that look alike. */
  private static final String ALPHABET =
      "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

  private static final int MAX_LENGTH = 255;

  private final SecureRandom random = new SecureRandom();
  private final int length;

  @Inject
  public AdminPasswords(ServerConfiguration configuration) {
    length = configuration.passwordLength();
  }

  /** Returns the given password if it is valid, or a random one if none is given. */
  String givenOrNew(Optional<String> given) {
    given.ifPresent(AdminPasswords::check);
    return given.orElseGet(this::generate);
  }

  /** Rejects invalid passwords. */
  static void check(String password) {
    boolean hasControl = password.codePoints().anyMatch(Character::isISOControl);
    if (password.isEmpty() || password.length() > MAX_LENGTH || hasControl) {
      throw Fault.badRequest(
          "'adminPass' must have 1 to %d characters, and no control characters.", MAX_LENGTH);
    }
  }

  private String generate() {
    StringBuilder password = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }
}
