package org.synnefo.cyclades.model.image;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.synnefo.cyclades.model.query.Page;
import org.synnefo.cyclades.model.query.Queries;

/** Reads the images that a user may see: public ones, their own, and those shared with them. */
public final class ImageListing {

  private static final String IMAGES =
      "select i.id, i.uuid, i.name, i.owner_id, i.state, i.source_server_id, i.created, i.updated"
          + " from images i where not i.deleted and (i.public or i.owner_id = ? or exists (select 1"
          + " from image_members m where m.image_id = i.id and m.user_id = ?))";

  private static final String METADATA =
      "select image_id, meta_key, meta_value from image_metadata where image_id = any(?)"
          + " order by image_id, meta_key";

  private final Queries queries;

  public ImageListing(Queries queries) {
    this.queries = queries;
  }

  /** Lists images with two statements. */
  public List<ImageRow> list(long user, Page page) {
    List<Object> parameters = new ArrayList<>(List.of(user, user));
    return read(IMAGES + page.sql("i", parameters), parameters);
  }

  public Optional<ImageRow> find(long user, long id) {
    return read(IMAGES + " and i.id = ?", List.of(user, user, id)).stream().findFirst();
  }

  public Optional<ImageRow> find(long user, UUID uuid) {
    return read(IMAGES + " and i.uuid = ?", List.of(user, user, uuid)).stream().findFirst();
  }

  private List<ImageRow> read(String sql, List<Object> parameters) {
    return queries.read(
        reader -> {
          List<ImageRow> images = reader.list(sql, ImageListing::image, parameters.toArray());
          Map<Long, ImageRow> byId = new HashMap<>();
          images.forEach(image -> byId.put(image.id(), image));
          if (!byId.isEmpty()) {
            reader.each(
                METADATA,
                row ->
                    byId.get(row.getLong("image_id"))
                        .metadata()
                        .put(row.getString("meta_key"), row.getString("meta_value")),
                byId.keySet());
          }
          return images;
        });
  }

  private static ImageRow image(ResultSet row) throws SQLException {
    return new ImageRow(
        row.getLong("id"),
        row.getObject("uuid", UUID.class),
        row.getString("name"),
        Queries.number(row, "owner_id"),
        Queries.constant(row, "state", ImageState.class),
        Queries.number(row, "source_server_id"),
        Queries.time(row, "created"),
        Queries.time(row, "updated"),
        new LinkedHashMap<>());
  }
}
