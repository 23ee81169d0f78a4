package org.synnefo.cyclades.api.representation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/** What can be had as an Atom feed too. */
public interface AtomFeed extends View {

  /** The feed's identity and address. */
  @JsonIgnore
  String feedUrl();

  /** The entries. */
  @JsonIgnore
  List<Entry> entries();

  /**
   * @param url the entry's identity and address
   * @param title for people
   * @param updated when it changed last, ISO 8601
   */
  record Entry(String url, String title, String updated) {}
}
