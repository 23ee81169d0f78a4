package org.synnefo.cyclades.api.versions;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.stream.StreamSupport;
import org.synnefo.cyclades.api.representation.AtomFeed;
import org.synnefo.cyclades.api.representation.Values;
import org.synnefo.cyclades.api.representation.XmlItem;

/** All versions. */
public record VersionsResponse(
    @XmlItem("version") Values<VersionView> versions, @JsonIgnore String feedUrl)
    implements AtomFeed {

  @Override
  @JsonIgnore
  public List<Entry> entries() {
    return StreamSupport.stream(versions.values().spliterator(), false)
        .map(
            version ->
                new Entry(
                    version.links().values().iterator().next().href(),
                    "Version " + version.id(),
                    version.updated()))
        .toList();
  }
}
