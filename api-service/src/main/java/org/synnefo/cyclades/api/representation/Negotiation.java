package org.synnefo.cyclades.api.representation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Chooses a representation by an {@code Accept} header. */
public final class Negotiation {

  private Negotiation() {}

  private record Wish(Representation representation, double quality) {}

  /**
   * The first known type of the highest quality; JSON if there is none, or the header can't be
   * read.
   *
   * @param accept the header's value; null if there is none
   * @param atomIsKnown whether Atom can be had at all
   */
  public static Representation choose(String accept, boolean atomIsKnown) {
    if (accept == null) {
      return Representation.JSON;
    }
    List<Wish> wishes = new ArrayList<>();
    for (String range : accept.split(",", -1)) {
      String[] parts = range.split(";", -1);
      Optional<Representation> known = known(parts[0].strip().toLowerCase(Locale.ROOT));
      double quality = quality(parts);
      if (known.isPresent() && quality > 0 && (known.get() != Representation.ATOM || atomIsKnown)) {
        wishes.add(new Wish(known.get(), quality));
      }
    }
    return wishes.stream()
        .sorted(Comparator.comparingDouble(Wish::quality).reversed())
        .map(Wish::representation)
        .findFirst()
        .orElse(Representation.JSON);
  }

  private static Optional<Representation> known(String type) {
    return switch (type) {
      case "application/json",
          "application/vnd.openstack.compute-v1.1+json",
          "application/*",
          "*/*" ->
          Optional.of(Representation.JSON);
      case "application/xml", "application/vnd.openstack.compute-v1.1+xml" ->
          Optional.of(Representation.XML);
      case "application/atom+xml" -> Optional.of(Representation.ATOM);
      default -> Optional.empty();
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

  /** A quality that can't be read counts as none given. */
  private static double parseQuality(String text) {
    if (!text.matches("[01](\\.[0-9]{0,9})?")) {
      return 1;
    }
    return Math.min(1, Double.parseDouble(text));
  }
}
