package org.synnefo.cyclades.api.representation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/** A view that is also available as an Atom feed. */
public interface AtomFeed extends View {

  /** The id and URL of the feed. */
  @JsonIgnore
  String feedUrl();

  /** The entries. */
  @JsonIgnore
  List<Entry> entries();

  /**
   * @param url id and URL of the entry
   * @param title for people
   * @param updated time of the last change, ISO 8601
   */
  record Entry(String url, String title, String updated) {}
}
