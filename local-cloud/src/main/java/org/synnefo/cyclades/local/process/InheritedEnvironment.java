package org.synnefo.cyclades.local.process;

import java.util.regex.Pattern;

/**
 * What a part takes over from the environment of the command that starts it: what programs need to
 * run, and settings. Secrets are given to the parts that need them, and to no others: those of the
 * caller's shell, such as the tokens that {@code ./cyclades env} prints, stay there.
 */
public final class InheritedEnvironment {

  private static final Pattern NEEDED =
      Pattern.compile(
          "PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_.*|TZ|LD_LIBRARY_PATH|JAVA_HOME"
              + "|JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|XDG_CACHE_HOME|(CYCLADES|QUARKUS|RABBITMQ)_.*");

  private static final Pattern SECRET =
      Pattern.compile(".*(TOKEN(_\\d+)?|PASSWORD|SECRET|KEY|(DATABASE|AMQP)_URL)");

  private InheritedEnvironment() {}

  /** Whether a variable is taken over. */
  public static boolean holds(String name) {
    return NEEDED.matcher(name).matches() && !SECRET.matcher(name).matches();
  }
}
