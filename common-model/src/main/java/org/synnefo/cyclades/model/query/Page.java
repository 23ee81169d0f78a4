package org.synnefo.cyclades.model.query;

import java.time.Instant;
import java.util.Optional;

/**
 * What part of a collection is wanted, ordered by id.
 *
 * @param changesSince only what changed at or after then, deleted items included
 * @param after only ids above this one
 * @param limit most items; 0: all
 */
public record Page(Optional<Instant> changesSince, long after, int limit) {

  /** Everything that is not deleted. */
  public static final Page ALL = new Page(Optional.empty(), 0, 0);

  public Page limitedTo(int items) {
    return new Page(changesSince, after, items);
  }

  public Page startingAfter(long id) {
    return new Page(changesSince, id, limit);
  }

  /**
   * The end of a statement.
   *
   * @param alias of the table with {@code id}, {@code deleted} and {@code updated}
   * @param parameters to which its values are added
   */
  public String sql(String alias, java.util.List<Object> parameters) {
    StringBuilder sql = new StringBuilder();
    if (changesSince.isPresent()) {
      sql.append(" and ").append(alias).append(".updated >= ?");
      parameters.add(changesSince.get());
    } else {
      sql.append(" and not ").append(alias).append(".deleted");
    }
    if (after > 0) {
      sql.append(" and ").append(alias).append(".id > ?");
      parameters.add(after);
    }
    sql.append(" order by ").append(alias).append(".id");
    if (limit > 0) {
      sql.append(" limit ").append(limit);
    }
    return sql.toString();
  }
}
