package org.synnefo.cyclades.api.versions;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.stream.StreamSupport;
import org.synnefo.cyclades.api.representation.Feed;
import org.synnefo.cyclades.api.representation.Item;
import org.synnefo.cyclades.api.representation.Values;

/** All versions. */
public record VersionsAnswer(
    @Item("version") Values<VersionView> versions, @JsonIgnore String feedUrl) implements Feed {

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
