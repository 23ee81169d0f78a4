package org.synnefo.cyclades.settings.reference;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import org.synnefo.cyclades.settings.KnownSettings;

/** Reads the settings that the {@code @ConfigMapping} interfaces of a module declare. */
final class Mappings {

  private static final Pattern GENERIC = Pattern.compile("(\\w+)<(.*)>");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("int", "a whole number"),
          Map.entry("long", "a whole number"),
          Map.entry("double", "a number"),
          Map.entry("boolean", "true or false"),
          Map.entry("String", "text"),
          Map.entry("URI", "a URL"),
          Map.entry("Path", "a file"),
          Map.entry("Duration", "a duration such as 500ms, 20s, 5m or 6h"),
          Map.entry("MemorySize", "a size such as 512K, 32M or 1G"));

  private final SourceTree sources;

  Mappings(SourceTree sources) {
    this.sources = sources;
  }

  List<SettingGroup> groups() {
    List<SettingGroup> groups = new ArrayList<>();
    for (TreePath path : sources.classes()) {
      ClassTree type = (ClassTree) path.getLeaf();
      Optional<AnnotationTree> mapping =
          SourceTree.annotation(type.getModifiers(), "ConfigMapping");
      if (mapping.isPresent()) {
        String prefix = SourceTree.argument(mapping.get(), "prefix").orElseThrow();
        groups.add(new SettingGroup(sources.javadoc(path).text(), settings(path, prefix)));
      }
    }
    return groups;
  }

  private List<Setting> settings(TreePath type, String prefix) {
    List<Setting> settings = new ArrayList<>();
    for (Tree member : ((ClassTree) type.getLeaf()).getMembers()) {
      if (member instanceof MethodTree accessor
          && !accessor.getModifiers().getFlags().contains(Modifier.DEFAULT)) {
        settings.add(setting(prefix, accessor, sources.javadoc(new TreePath(type, member))));
      }
    }
    return settings;
  }

  private Setting setting(String prefix, MethodTree accessor, Javadoc javadoc) {
    String name =
        value(accessor, "WithName")
            .orElseGet(() -> SettingNames.kebab(accessor.getName().toString()));
    String full = prefix.isEmpty() ? name : prefix + "." + name;
    if (javadoc.text().isEmpty()) {
      throw new IllegalStateException("The accessor of " + full + " has no Javadoc");
    }
    String type = accessor.getReturnType().toString();
    boolean optional = type.startsWith("Optional<") || type.startsWith("Map<");
    Optional<String> given = value(accessor, "WithDefault");
    String shown = type.startsWith("Map<") ? full + ".*" : full;
    return new Setting(
        shown,
        KnownSettings.variable(shown),
        form(full, type),
        given
            .map(value -> type.equals("Duration") ? SettingNames.duration(value) : value)
            .orElse(""),
        !optional && given.isEmpty(),
        javadoc.text(),
        javadoc.replaces());
  }

  private static Optional<String> value(MethodTree accessor, String annotation) {
    return SourceTree.annotation(accessor.getModifiers(), annotation)
        .flatMap(found -> SourceTree.argument(found, "value"));
  }

  private String form(String name, String type) {
    Matcher generic = GENERIC.matcher(type);
    if (generic.matches()) {
      return switch (generic.group(1)) {
        case "Optional" -> form(name, generic.group(2));
        case "List" -> "a list, separated by commas";
        case "Map" -> form(name, generic.group(2).replaceAll("^String,\\s*", ""));
        default -> throw unknown(name, type);
      };
    }
    return Optional.ofNullable(TYPES.get(type))
        .or(() -> sources.enumWords(type).map(words -> "one of " + String.join(", ", words)))
        .orElseThrow(() -> unknown(name, type));
  }

  private static IllegalStateException unknown(String name, String type) {
    return new IllegalStateException(
        "The type %s of %s can't be described yet: teach %s"
            .formatted(type, name, Mappings.class.getName()));
  }
}
