package org.synnefo.cyclades.admin.database;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.synnefo.cyclades.admin.output.CommandFailedException;
import org.synnefo.cyclades.model.query.Statements;

/**
 * Keeps commands from working on a schema that they do not fit. A newer schema is one that they
 * still fit: the versions of a rolling upgrade share it.
 */
record SchemaCheck(Statements statements, Consumer<String> warnings) {

  /**
   * @throws CommandFailedException if the schema is missing or older than this program
   */
  void run() {
    Set<String> known = ChangeSets.known();
    Set<String> made = ChangeSets.made(statements);
    if (made.isEmpty()) {
      throw CommandFailedException.failure("the database has no schema yet; run snf-admin migrate");
    }
    Set<String> missing = new LinkedHashSet<>(known);
    missing.removeAll(made);
    if (!missing.isEmpty()) {
      throw CommandFailedException.failure(
          "the database's schema is older than this program (it lacks %s); run snf-admin migrate",
          String.join(", ", missing));
    }
    Set<String> unknown = new LinkedHashSet<>(made);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      warnings.accept(
          "the database's schema is newer than this program (it has %s); use the snf-admin of that"
                  .formatted(String.join(", ", unknown))
              + " version");
    }
  }
}
