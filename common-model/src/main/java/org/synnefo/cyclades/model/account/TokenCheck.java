package org.synnefo.cyclades.model.account;

import java.time.Instant;
import java.util.Optional;
import org.synnefo.cyclades.model.query.Queries;
import org.synnefo.cyclades.model.secret.RandomToken;

/**
 * Authenticates tokens. Every request does this, so it takes one statement and no Hibernate
 * session.
 */
public final class TokenCheck {

  private final Queries queries;

  public TokenCheck(Queries queries) {
    this.queries = queries;
  }

  /** Returns the user of a live token; empty if there is none or the user may not log in. */
  public Optional<AuthenticatedUser> authenticate(String shown, Instant now) {
    return queries.first(
        "select u.id, u.name, u.type, t.read_only from tokens t join users u on u.id = t.user_id"
            + " where t.token_hash = ? and t.expires_at > ? and u.state = 'ACTIVE'",
        row ->
            new AuthenticatedUser(
                row.getLong("id"),
                row.getString("name"),
                UserType.valueOf(row.getString("type")),
                row.getBoolean("read_only")),
        RandomToken.hash(shown),
        now);
  }
}
