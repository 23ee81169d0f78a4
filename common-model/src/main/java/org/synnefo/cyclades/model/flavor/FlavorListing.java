package org.synnefo.cyclades.model.flavor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.synnefo.cyclades.model.query.Page;
import org.synnefo.cyclades.model.query.Queries;

/** Reads the flavors that are available. */
public final class FlavorListing {

  private static final String FLAVORS =
      "select f.id, f.cpu, f.ram_mib, f.disk_gib, f.disk_template from flavors f"
          + " where not f.deleted";

  private final Queries queries;

  public FlavorListing(Queries queries) {
    this.queries = queries;
  }

  public List<FlavorRow> list(Page page) {
    List<Object> parameters = new ArrayList<>();
    String sql = FLAVORS + page.sql("f", parameters);
    return queries.list(sql, FlavorListing::flavor, parameters.toArray());
  }

  public Optional<FlavorRow> find(long id) {
    return queries.first(FLAVORS + " and f.id = ?", FlavorListing::flavor, id);
  }

  private static FlavorRow flavor(ResultSet row) throws SQLException {
    return new FlavorRow(
        row.getLong("id"),
        row.getInt("cpu"),
        row.getInt("ram_mib"),
        row.getInt("disk_gib"),
        row.getString("disk_template"));
  }
}
