package org.synnefo.cyclades.settings.reference;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The Java sources of a module, parsed but not compiled. */
final class SourceTree {

  private final Map<String, List<String>> enums = new HashMap<>();
  private final List<TreePath> classes = new ArrayList<>();
  private final DocTrees documentation;

  private SourceTree(JavacTask task) throws IOException {
    this.documentation = DocTrees.instance(task);
    for (CompilationUnitTree unit : task.parse()) {
      new TreePathScanner<Void, Void>() {
        @Override
        public Void visitClass(ClassTree tree, Void nothing) {
          if (tree.getKind() == Tree.Kind.ENUM) {
            enums.put(nestedName(getCurrentPath()), constants(tree));
          }
          classes.add(getCurrentPath());
          return super.visitClass(tree, nothing);
        }
      }.scan(unit, null);
    }
  }

  static SourceTree of(Path sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> tree = Files.walk(sources)) {
      List<Path> java = tree.filter(path -> path.toString().endsWith(".java")).sorted().toList();
      return new SourceTree(
          (JavacTask)
              compiler.getTask(
                  null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(java)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<TreePath> classes() {
    return classes;
  }

  /**
   * The words that stand for the enum's constants in a setting.
   *
   * @param name as the accessor's type names it, such as {@code Outer.Inner}
   */
  Optional<List<String>> enumWords(String name) {
    List<String> found =
        enums.keySet().stream()
            .filter(key -> key.equals(name) || key.endsWith("." + name))
            .toList();
    if (found.size() > 1) {
      throw new IllegalStateException("Several enums are called " + name);
    }
    return found.stream().findFirst().map(enums::get);
  }

  private static String nestedName(TreePath type) {
    String name = ((ClassTree) type.getLeaf()).getSimpleName().toString();
    return type.getParentPath().getLeaf() instanceof ClassTree
        ? nestedName(type.getParentPath()) + "." + name
        : name;
  }

  Javadoc javadoc(TreePath path) {
    return Javadoc.of(documentation.getDocCommentTree(path));
  }

  static Optional<AnnotationTree> annotation(ModifiersTree modifiers, String simpleName) {
    return modifiers.getAnnotations().stream()
        .filter(annotation -> annotation.getAnnotationType().toString().equals(simpleName))
        .map(AnnotationTree.class::cast)
        .findFirst();
  }

  /** An annotation's argument; constants are taken as they are written. */
  static Optional<String> argument(AnnotationTree annotation, String name) {
    for (ExpressionTree argument : annotation.getArguments()) {
      if (argument instanceof AssignmentTree assignment
          && assignment.getVariable() instanceof IdentifierTree variable
          && variable.getName().contentEquals(name)) {
        return Optional.of(text(assignment.getExpression()));
      }
      if (!(argument instanceof AssignmentTree) && name.equals("value")) {
        return Optional.of(text(argument));
      }
    }
    return Optional.empty();
  }

  private static String text(ExpressionTree expression) {
    if (expression instanceof LiteralTree literal) {
      return String.valueOf(literal.getValue());
    }
    if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
      return text(sum.getLeftOperand()) + text(sum.getRightOperand());
    }
    return expression.toString();
  }

  private static List<String> constants(ClassTree declaration) {
    return declaration.getMembers().stream()
        .filter(VariableTree.class::isInstance)
        .map(VariableTree.class::cast)
        .filter(
            member -> member.getType() != null && isConstant(member, declaration.getSimpleName()))
        .map(member -> SettingNames.kebab(member.getName().toString()))
        .toList();
  }

  private static boolean isConstant(VariableTree member, CharSequence declaration) {
    return member.getType().toString().contentEquals(declaration)
        && member.getName().toString().matches("[A-Z0-9_]+");
  }
}
