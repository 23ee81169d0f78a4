package org.synnefo.cyclades.admin.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.synnefo.cyclades.model.account.Token;
import org.synnefo.cyclades.model.account.TokenRepository;
import org.synnefo.cyclades.model.account.User;
import org.synnefo.cyclades.model.account.UserRepository;
import org.synnefo.cyclades.model.account.UserState;
import org.synnefo.cyclades.model.account.UserType;
import org.synnefo.cyclades.model.secret.RandomToken;

/** Users and their tokens: makes them, and says who is let in. */
@ApplicationScoped
public class Accounts {

  private static final Duration DEFAULT_LIFETIME = Duration.ofDays(365);
  private static final String NUMBER = "[0-9]{1,18}";

  private final UserRepository users;
  private final TokenRepository tokens;

  Accounts(UserRepository users, TokenRepository tokens) {
    this.users = users;
    this.tokens = tokens;
  }

  /** Every user, in the order of their numbers. */
  @Transactional
  public List<User> list() {
    return users.list("order by id");
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
   * Changes a user.
   *
   * @param emailOrId his address or number
   * @return the user as he is now
   * @throws IllegalArgumentException if there is no such user
   */
  @Transactional
  User change(String emailOrId, Consumer<User> change, Instant now) {
    User user = known(emailOrId);
    users.getEntityManager().refresh(user, LockModeType.PESSIMISTIC_WRITE);
    change.accept(user);
    user.updated = now;
    return user;
  }

  /**
   * The tokens of a user, the oldest first.
   *
   * @param emailOrId his address or number
   * @throws IllegalArgumentException if there is no such user
   */
  @Transactional
  List<Token> tokens(String emailOrId) {
    return tokens.ofUser(known(emailOrId).id);
  }

  /**
   * Lets a token expire now, unless it has. It stays in the database, so that fixtures do not bring
   * it back.
   *
   * @throws IllegalArgumentException if there is none of that number
   */
  @Transactional
  void revoke(long id, Instant now) {
    Token token =
        tokens
            .findByIdOptional(id)
            .orElseThrow(() -> new IllegalArgumentException("there is no token %d.".formatted(id)));
    if (token.expiresAt.isAfter(now)) {
      token.expiresAt = now;
    }
  }

  private User known(String emailOrId) {
    Optional<User> user =
        emailOrId.matches(NUMBER)
            ? users.findByIdOptional(Long.valueOf(emailOrId))
            : find(emailOrId);
    return user.orElseThrow(
        () -> new IllegalArgumentException("there is no user %s.".formatted(emailOrId)));
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
