package org.synnefo.cyclades.api.representation;

import java.util.Optional;

/** The formats of responses. */
public enum Representation {
  JSON("application/json", ".json"),
  XML("application/xml", ".xml"),
  /** Only for versions. */
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

  /** The {@code Content-Type} of a response. */
  public String contentType() {
    return mediaType + ";charset=UTF-8";
  }

  /** The path extension that selects it. */
  public String ending() {
    return ending;
  }

  /** This representation, or XML if the view is not available as Atom. */
  public Representation bestFor(View view) {
    return this == ATOM && !(view instanceof AtomFeed) ? XML : this;
  }

  /** Encodes the view, which must support this representation. */
  public byte[] encode(View view) {
    return switch (this) {
      case JSON -> JsonCodec.write(view);
      case XML -> XmlCodec.write(view);
      case ATOM -> AtomCodec.write((AtomFeed) view);
    };
  }

  /** Finds the representation selected by a path's extension; empty if there is none. */
  public static Optional<Representation> ofEnding(String path, boolean atomIsKnown) {
    for (Representation representation : values()) {
      if (path.endsWith(representation.ending) && (representation != ATOM || atomIsKnown)) {
        return Optional.of(representation);
      }
    }
    return Optional.empty();
  }
}
