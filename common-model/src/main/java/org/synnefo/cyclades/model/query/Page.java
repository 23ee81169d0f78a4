package org.synnefo.cyclades.model.query;

import java.time.Instant;
import java.util.Optional;

/**
 * Selects part of a collection ordered by id.
 *
 * @param changesSince only items that changed at or after this time, including deleted ones
 * @param after only items with a greater id
 * @param limit maximum number of items; 0 for all
 */
public record Page(Optional<Instant> changesSince, long after, int limit) {

  /** All items that are not deleted. */
  public static final Page ALL = new Page(Optional.empty(), 0, 0);

  public Page limitedTo(int items) {
    return new Page(changesSince, after, items);
  }

  public Page startingAfter(long id) {
    return new Page(changesSince, id, limit);
  }

  /**
   * Returns the end of the SQL statement.
   *
   * @param alias of the table that has {@code id}, {@code deleted} and {@code updated}
   * @param parameters to which the values are added
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
