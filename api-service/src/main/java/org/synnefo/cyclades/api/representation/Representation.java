package org.synnefo.cyclades.api.representation;

import java.util.Optional;

/** The forms that an answer can have. */
public enum Representation {
  JSON("application/json", ".json"),
  XML("application/xml", ".xml"),
  /** For versions alone. */
  ATOM("application/atom+xml", ".atom");

  private final String mediaType;
  private final String ending;

  Representation(String mediaType, String ending) {
    this.mediaType = mediaType;
    this.ending = ending;
  }

  /** The media type, without parameters. */
  public String mediaType() {
    return mediaType;
  }

  /** The {@code Content-Type} of an answer. */
  public String contentType() {
    return mediaType + ";charset=UTF-8";
  }

  /** What a path ends in that asks for it. */
  public String ending() {
    return ending;
  }

  /** This form, or XML where the view is no feed and can't be had as Atom. */
  public Representation bestFor(View view) {
    return this == ATOM && !(view instanceof AtomFeed) ? XML : this;
  }

  /** The view in this form, which must suit it. */
  public byte[] encode(View view) {
    return switch (this) {
      case JSON -> JsonCodec.write(view);
      case XML -> XmlCodec.write(view);
      case ATOM -> AtomCodec.write((AtomFeed) view);
    };
  }

  /** The representation that a path's ending asks for; empty if it asks for none. */
  public static Optional<Representation> ofEnding(String path, boolean atomIsKnown) {
    for (Representation representation : values()) {
      if (path.endsWith(representation.ending) && (representation != ATOM || atomIsKnown)) {
        return Optional.of(representation);
      }
    }
    return Optional.empty();
  }
}
