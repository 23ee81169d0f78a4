package org.synnefo.cyclades.settings.reference;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.synnefo.cyclades.settings.KnownSettings;

/** Reads the options of a picocli command whose options are settings too. */
final class Options {

  private static final Map<String, String> TYPES =
      Map.of(
          "int", "a whole number",
          "boolean", "true or false",
          "String", "text",
          "URI", "a URL",
          "Path", "a file");

  private final SourceTree sources;

  Options(SourceTree sources) {
    this.sources = sources;
  }

  /**
   * @param prefix of the variables: {@code CYCLADES_EVENTD_} for {@code --queue} makes {@code
   *     CYCLADES_EVENTD_QUEUE}
   */
  List<Setting> of(String command, String prefix) {
    List<Setting> settings = new ArrayList<>();
    for (TreePath path : sources.classes()) {
      ClassTree type = (ClassTree) path.getLeaf();
      if (type.getSimpleName().contentEquals(command)) {
        for (Tree member : type.getMembers()) {
          if (member instanceof VariableTree field) {
            SourceTree.annotation(field.getModifiers(), "Option")
                .ifPresent(
                    option ->
                        settings.add(
                            setting(
                                prefix,
                                field,
                                option,
                                sources.javadoc(new TreePath(path, member)))));
          }
        }
      }
    }
    return settings;
  }

  private static Setting setting(
      String prefix, VariableTree field, AnnotationTree option, Javadoc javadoc) {
    String name = SourceTree.argument(option, "names").orElseThrow();
    String type = field.getType().toString();
    Optional<String> given = SourceTree.argument(option, "defaultValue");
    String meaning =
        SourceTree.argument(option, "description")
            .orElseThrow()
            .replace(" (default: ${DEFAULT-VALUE})", "")
            .replace(" (default: none)", "");
    return new Setting(
        name,
        prefix + KnownSettings.variable(name.substring("--".length())),
        Optional.ofNullable(TYPES.get(type)).orElseThrow(),
        given.orElse(""),
        SourceTree.argument(option, "required").filter("true"::equals).isPresent(),
        meaning,
        javadoc.replaces());
  }
}
