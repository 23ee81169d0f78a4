package org.synnefo.cyclades.admin.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.synnefo.cyclades.model.query.Statements;

/**
 * Which changes the schema has, and which it should have. Liquibase knows it too, but needs seconds
 * to start.
 */
public final class ChangeSets {

  private static final String FOLDER = "/db/changelog/";
  private static final Pattern INCLUDE = Pattern.compile("\\{file: ([a-z-]+\\.sql),");
  private static final Pattern CHANGE_SET =
      Pattern.compile("^--changeset (\\S+:\\S+)", Pattern.MULTILINE);

  private ChangeSets() {}

  /** Those that this program knows. */
  public static Set<String> known() {
    Set<String> known = new LinkedHashSet<>();
    Matcher includes = INCLUDE.matcher(read("master.yaml"));
    while (includes.find()) {
      Matcher changeSets = CHANGE_SET.matcher(read(includes.group(1)));
      while (changeSets.find()) {
        known.add(changeSets.group(1));
      }
    }
    return known;
  }

  /** Those that were made in the database; none if it was never migrated. */
  public static Set<String> made(Statements statements) {
    boolean migrated =
        statements
            .first(
                "select to_regclass('databasechangelog') is not null as migrated",
                row -> row.getBoolean("migrated"))
            .orElseThrow();
    return migrated
        ? new LinkedHashSet<>(
            statements.list(
                "select author || ':' || id as name from databasechangelog",
                row -> row.getString("name")))
        : Set.of();
  }

  private static String read(String name) {
    try (InputStream file = ChangeSets.class.getResourceAsStream(FOLDER + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
