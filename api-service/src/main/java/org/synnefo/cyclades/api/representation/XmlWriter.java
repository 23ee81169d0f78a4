package org.synnefo.cyclades.api.representation;

/**
 * Writes escaped XML. Characters that XML 1.0 can't represent are replaced by the replacement
 * character.
 */
final class XmlWriter {

  private final StringBuilder out;

  XmlWriter(StringBuilder out) {
    this.out = out;
  }

  XmlWriter start(String element) {
    out.append('<').append(element);
    return this;
  }

  XmlWriter attribute(String name, Object value) {
    out.append(' ').append(name).append("=\"");
    escape(value.toString(), true);
    out.append('"');
    return this;
  }

  XmlWriter open() {
    out.append('>');
    return this;
  }

  XmlWriter empty() {
    out.append("/>");
    return this;
  }

  XmlWriter end(String element) {
    out.append("</").append(element).append('>');
    return this;
  }

  XmlWriter text(Object value) {
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
