package org.synnefo.cyclades.model.account;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.synnefo.cyclades.model.secret.RandomToken;

/** Tokens. */
@ApplicationScoped
public class Tokens implements PanacheRepositoryBase<Token, Long> {

  /** The live token that was shown, of a user who is let in; empty otherwise. */
  public Optional<AuthenticatedUser> authenticate(String shown, Instant now) {
    return getEntityManager()
        .createQuery(
            "select new org.synnefo.cyclades.model.account.AuthenticatedUser(u.id, u.name, u.type, t.readOnly)"
                + " from Token t join User u on u.id = t.userId"
                + " where t.tokenHash = :hash and t.expiresAt > :now and u.state = ACTIVE",
            AuthenticatedUser.class)
        .setParameter("hash", RandomToken.hash(shown))
        .setParameter("now", now)
        .getResultStream()
        .findFirst();
  }

  /** All of a user, the oldest first. */
  public List<Token> ofUser(long userId) {
    return list("userId = ?1 order by id", userId);
  }

  /**
   * A new token of a user.
   *
   * @return the token itself, which is nowhere stored
   */
  public String issue(
      long userId, String description, boolean readOnly, Instant now, Duration lifetime) {
    String shown = RandomToken.generate();
    Token token = new Token();
    token.userId = userId;
    token.tokenHash = RandomToken.hash(shown);
    token.description = description;
    token.readOnly = readOnly;
    token.created = now;
    token.expiresAt = now.plus(lifetime);
    persist(token);
    return shown;
  }
}
