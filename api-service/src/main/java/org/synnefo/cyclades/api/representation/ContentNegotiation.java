package org.synnefo.cyclades.api.representation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Chooses a representation from an {@code Accept} header. */
public final class ContentNegotiation {

  private ContentNegotiation() {}

  private record MediaRange(Representation representation, double quality, boolean isWildcard) {}

  /**
   * Returns the first supported type with the highest quality; JSON if there is none or the header
   * is invalid.
   *
   * @param accept the header's value; null if it is missing
   * @param atomIsKnown whether Atom is supported for this path
   */
  public static Representation choose(String accept, boolean atomIsKnown) {
    if (accept == null) {
      return Representation.JSON;
    }
    List<MediaRange> ranges = new ArrayList<>();
    for (String range : accept.split(",", -1)) {
      String[] parts = range.split(";", -1);
      ranges.addAll(ranges(parts[0].strip().toLowerCase(Locale.ROOT), quality(parts)));
    }
    Set<Representation> named =
        ranges.stream()
            .filter(range -> !range.isWildcard())
            .map(MediaRange::representation)
            .collect(Collectors.toSet());
    return ranges.stream()
        .filter(range -> range.quality() > 0)
        .filter(range -> range.representation() != Representation.ATOM || atomIsKnown)
        .filter(range -> !range.isWildcard() || !named.contains(range.representation()))
        .sorted(Comparator.comparingDouble(MediaRange::quality).reversed())
        .map(MediaRange::representation)
        .findFirst()
        .orElse(Representation.JSON);
  }

  /** A wildcard means JSON; it also means XML if JSON is listed with its own quality. */
  private static List<MediaRange> ranges(String type, double quality) {
    return switch (type) {
      case "application/json", "application/vnd.openstack.compute-v1.1+json" ->
          List.of(new MediaRange(Representation.JSON, quality, false));
      case "application/xml", "application/vnd.openstack.compute-v1.1+xml" ->
          List.of(new MediaRange(Representation.XML, quality, false));
      case "application/atom+xml" -> List.of(new MediaRange(Representation.ATOM, quality, false));
      case "application/*", "*/*" ->
          List.of(
              new MediaRange(Representation.JSON, quality, true),
              new MediaRange(Representation.XML, quality, true));
      default -> List.of();
    };
  }

  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
      if (parameter.startsWith("q=")) {
        return parseQuality(parameter.substring(2));
      }
    }
    return 1;
  }

  /** An invalid quality is ignored. */
  private static double parseQuality(String text) {
    if (!text.matches("[01](\\.[0-9]{0,9})?")) {
      return 1;
    }
    return Math.min(1, Double.parseDouble(text));
  }
}
