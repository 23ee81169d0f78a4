package org.synnefo.cyclades.admin.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.synnefo.cyclades.model.account.Token;
import org.synnefo.cyclades.model.account.Tokens;
import org.synnefo.cyclades.model.account.User;
import org.synnefo.cyclades.model.account.UserState;
import org.synnefo.cyclades.model.account.UserType;
import org.synnefo.cyclades.model.account.Users;
import org.synnefo.cyclades.model.secret.RandomToken;

/** Makes users and tokens. */
@ApplicationScoped
public class Accounts {

  private static final Duration DEFAULT_LIFETIME = Duration.ofDays(365);

  private final Users users;
  private final Tokens tokens;

  Accounts(Users users, Tokens tokens) {
    this.users = users;
    this.tokens = tokens;
  }

  /** The user with an address. */
  public Optional<User> find(String email) {
    return users.find("email", email).firstResultOptional();
  }

  /**
   * A new, active user.
   *
   * @throws IllegalArgumentException if the address is taken
   */
  @Transactional
  public User create(String name, String email, UserType type, Instant now) {
    if (find(email).isPresent()) {
      throw new IllegalArgumentException(
          "there is a user with the address %s already.".formatted(email));
    }
    User user = new User();
    user.name = name;
    user.email = email;
    user.type = type;
    user.state = UserState.ACTIVE;
    user.created = now;
    user.updated = now;
    users.persist(user);
    return user;
  }

  /**
   * A new token of a user.
   *
   * @return the token, which can't be read again
   * @throws IllegalArgumentException if there is no such user
   */
  @Transactional
  public String issueToken(
      String email, String description, boolean readOnly, Duration lifetime, Instant now) {
    User user =
        find(email)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no user with the address %s.".formatted(email)));
    return tokens.issue(user.id, description, readOnly, now, lifetime);
  }

  /** Stores a token that was made elsewhere, if it is not there yet. */
  @Transactional
  public void ensureToken(
      User user, String value, String description, Duration lifetime, Instant now) {
    String hash = RandomToken.hash(value);
    if (tokens.count("tokenHash", hash) > 0) {
      return;
    }
    Token token = new Token();
    token.userId = user.id;
    token.tokenHash = hash;
    token.description = description;
    token.created = now;
    token.expiresAt = now.plus(lifetime == null ? DEFAULT_LIFETIME : lifetime);
    tokens.persist(token);
  }
}
