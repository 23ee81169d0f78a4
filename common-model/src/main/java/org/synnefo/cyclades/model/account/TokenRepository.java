package org.synnefo.cyclades.model.account;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.synnefo.cyclades.model.secret.RandomToken;

@ApplicationScoped
public class TokenRepository implements PanacheRepositoryBase<Token, Long> {

  /** All tokens of a user, oldest first. */
  public List<Token> ofUser(long userId) {
    return list("userId = ?1 order by id", userId);
  }

  /**
   * Creates a token for a user.
   *
   * @return the token in clear text, which is not stored anywhere
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
