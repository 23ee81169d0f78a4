package org.synnefo.cyclades.admin.accounts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.synnefo.cyclades.admin.database.Database;
import org.synnefo.cyclades.admin.output.CommandFailedException;
import org.synnefo.cyclades.model.account.UserState;
import org.synnefo.cyclades.model.account.UserType;
import org.synnefo.cyclades.model.query.Queries;
import org.synnefo.cyclades.model.query.Statements;
import org.synnefo.cyclades.model.secret.RandomToken;

/** Users and their tokens. */
public final class Accounts {

  private static final int PAGE_SIZE = 500;

  private static final String USERS = "select * from users";
  private static final String PAGE = USERS + " where id > ? order by id limit ?";

  private static final String CREATE =
      "insert into users (name, email, type, state, created, updated) values (?, ?, ?, ?, ?, ?)"
          + " on conflict (email) do nothing returning id";

  private static final String ISSUE =
      "insert into tokens (user_id, token_hash, description, read_only, created, expires_at)"
          + " values (?, ?, ?, ?, ?, ?) on conflict (token_hash) do nothing";

  private static final String TOKENS =
      "select id, description, read_only, created, expires_at from tokens where user_id = ?"
          + " order by id";

  /** A revoked token stays, so that no fixture brings it back. */
  private static final String REVOKE =
      "update tokens set expires_at = least(expires_at, ?) where id = ?";

  private static final String NUMBER = "[0-9]{1,18}";

  private final Database database;

  public Accounts(Database database) {
    this.database = database;
  }

  /**
   * A token, without its secret.
   *
   * @param expires when it does, or did
   */
  record IssuedToken(
      long id, String description, boolean readOnly, Instant created, Instant expires) {}

  /** Every user, in the order of their numbers. Not all of them are held at once. */
  void each(Consumer<User> consumer) {
    long last = 0;
    List<User> page;
    do {
      Long after = last;
      page = database.transaction(statements -> statements.list(PAGE, User::of, after, PAGE_SIZE));
      page.forEach(consumer);
      last = page.isEmpty() ? last : page.get(page.size() - 1).id();
    } while (page.size() == PAGE_SIZE);
  }

  /**
   * A new, active user.
   *
   * @return his number
   * @throws CommandFailedException if the address is taken
   */
  long create(String name, String email, UserType type, Instant now) {
    return database
        .transaction(
            statements ->
                statements.first(
                    CREATE,
                    row -> row.getLong("id"),
                    name,
                    email,
                    type,
                    UserState.ACTIVE,
                    now,
                    now))
        .orElseThrow(
            () ->
                CommandFailedException.mistake(
                    "a user with the e-mail address '%s' already exists", email));
  }

  /**
   * Changes a user.
   *
   * @param emailOrId his address or number
   * @param columns new values
   * @return the user as he is now
   * @throws CommandFailedException if there is no such user
   */
  User change(String emailOrId, Map<String, Object> columns, Instant now) {
    String assignments =
        columns.keySet().stream().map(column -> column + " = ?, ").collect(Collectors.joining());
    return database.transaction(
        statements -> {
          List<Object> parameters = new ArrayList<>(columns.values());
          parameters.add(now);
          parameters.add(known(statements, emailOrId).id());
          return statements
              .first(
                  "update users set " + assignments + "updated = ? where id = ? returning *",
                  User::of,
                  parameters.toArray())
              .orElseThrow();
        });
  }

  /**
   * The tokens of a user, the oldest first.
   *
   * @param emailOrId his address or number
   * @throws CommandFailedException if there is no such user
   */
  List<IssuedToken> tokens(String emailOrId) {
    return database.transaction(
        statements ->
            statements.list(
                TOKENS,
                row ->
                    new IssuedToken(
                        row.getLong("id"),
                        row.getString("description"),
                        row.getBoolean("read_only"),
                        Queries.time(row, "created"),
                        Queries.time(row, "expires_at")),
                known(statements, emailOrId).id()));
  }

  /**
   * Lets a token expire now, unless it has.
   *
   * @throws CommandFailedException if there is none of that number
   */
  void revoke(long id, Instant now) {
    if (database.transaction(statements -> statements.update(REVOKE, now, id)) == 0) {
      throw CommandFailedException.mistake("token %d does not exist", id);
    }
  }

  /**
   * A new token of a user.
   *
   * @return the token, which can't be read again
   * @throws CommandFailedException if there is no such user
   */
  String issueToken(
      String email, String description, boolean readOnly, Duration lifetime, Instant now) {
    String token = RandomToken.generate();
    database.transaction(
        statements ->
            statements.update(
                ISSUE,
                withEmail(statements, email).id(),
                RandomToken.hash(token),
                description,
                readOnly,
                now,
                now.plus(lifetime)));
    return token;
  }

  /** In the caller's transaction: a user, if there is none with the address. */
  public static void ensureUser(
      Statements statements, String name, String email, UserType type, Instant now) {
    statements.list(CREATE, row -> 0, name, email, type, UserState.ACTIVE, now, now);
  }

  /** In the caller's transaction: a token that was made elsewhere, if it is not there yet. */
  public static void ensureToken(
      Statements statements,
      String email,
      String value,
      String description,
      Duration lifetime,
      Instant now) {
    statements.update(
        ISSUE,
        withEmail(statements, email).id(),
        RandomToken.hash(value),
        description,
        false,
        now,
        now.plus(lifetime));
  }

  private static User known(Statements statements, String emailOrId) {
    return emailOrId.matches(NUMBER)
        ? statements
            .first(USERS + " where id = ?", User::of, Long.valueOf(emailOrId))
            .orElseThrow(() -> unknown(emailOrId))
        : withEmail(statements, emailOrId);
  }

  private static User withEmail(Statements statements, String email) {
    return statements
        .first(USERS + " where email = ?", User::of, email)
        .orElseThrow(() -> unknown(email));
  }

  private static CommandFailedException unknown(String emailOrId) {
    return CommandFailedException.mistake("user '%s' does not exist", emailOrId);
  }
}
