package org.synnefo.cyclades.settings.reference;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.UnknownBlockTagTree;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A comment as Markdown.
 *
 * @param text of one line
 * @param replaces what the tag {@code @replaces} names
 */
record Javadoc(String text, List<String> replaces) {

  static Javadoc of(DocCommentTree comment) {
    if (comment == null) {
      return new Javadoc("", List.of());
    }
    return new Javadoc(
        markdown(comment.getFullBody()),
        comment.getBlockTags().stream()
            .filter(UnknownBlockTagTree.class::isInstance)
            .map(UnknownBlockTagTree.class::cast)
            .filter(tag -> tag.getTagName().equals("replaces"))
            .flatMap(tag -> List.of(markdown(tag.getContent()).split(",\\s*")).stream())
            .toList());
  }

  private static String markdown(List<? extends DocTree> parts) {
    return parts.stream()
        .map(Javadoc::markdown)
        .collect(Collectors.joining())
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String markdown(DocTree part) {
    if (part instanceof LiteralTree literal) {
      return "`" + literal.getBody().getBody() + "`";
    }
    if (part instanceof LinkTree link) {
      return link.getLabel().isEmpty()
          ? "`" + link.getReference() + "`"
          : markdown(link.getLabel());
    }
    return part.toString();
  }
}
