package org.synnefo.cyclades.api.representation;

/** Writes escaped XML; what XML 1.0 can't carry at all becomes the replacement character. */
final class XmlText {

  private final StringBuilder out;

  XmlText(StringBuilder out) {
    this.out = out;
  }

  XmlText start(String element) {
    out.append('<').append(element);
    return this;
  }

  XmlText attribute(String name, Object value) {
    out.append(' ').append(name).append("=\"");
    escape(value.toString(), true);
    out.append('"');
    return this;
  }

  XmlText open() {
    out.append('>');
    return this;
  }

  XmlText empty() {
    out.append("/>");
    return this;
  }

  XmlText end(String element) {
    out.append("</").append(element).append('>');
    return this;
  }

  XmlText text(Object value) {
    escape(value.toString(), false);
    return this;
  }

  private void escape(String text, boolean attribute) {
    text.codePoints()
        .forEach(
            character -> {
              switch (character) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append(attribute ? "&quot;" : "\"");
                case '\r' -> out.append("&#13;");
                case '\n' -> out.append(attribute ? "&#10;" : "\n");
                case '\t' -> out.append(attribute ? "&#9;" : "\t");
                default -> out.appendCodePoint(isAllowed(character) ? character : 0xFFFD);
              }
            });
  }

  private static boolean isAllowed(int character) {
    return character >= 0x20
        && (character < 0xD800 || character > 0xDFFF)
        && character != 0xFFFE
        && character != 0xFFFF;
  }
}
