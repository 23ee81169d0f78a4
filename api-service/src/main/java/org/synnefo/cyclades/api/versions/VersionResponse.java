package org.synnefo.cyclades.api.versions;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.synnefo.cyclades.api.representation.AtomFeed;

/** One version. */
public record VersionResponse(VersionView version, @JsonIgnore String feedUrl) implements AtomFeed {

  @Override
  @JsonIgnore
  public List<Entry> entries() {
    return List.of(new Entry(feedUrl, "Version " + version.id(), version.updated()));
  }
}
