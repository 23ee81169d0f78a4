package org.synnefo.cyclades.admin.schema;

import io.quarkus.liquibase.LiquibaseFactory;
import jakarta.enterprise.context.ApplicationScoped;
import liquibase.Liquibase;
import liquibase.exception.LiquibaseException;

/**
 * The schema of the database. Of several that migrate at once one works and the others wait for it.
 */
@ApplicationScoped
public class Schema {

  private final LiquibaseFactory liquibaseFactory;

  Schema(LiquibaseFactory liquibaseFactory) {
    this.liquibaseFactory = liquibaseFactory;
  }

  /**
   * Makes the changes that the database lacks.
   *
   * @return how many there were
   */
  public int migrate() {
    try (Liquibase liquibase = liquibaseFactory.createLiquibase()) {
      int missing =
          liquibase
              .listUnrunChangeSets(
                  liquibaseFactory.createContexts(), liquibaseFactory.createLabels())
              .size();
      liquibase.update(liquibaseFactory.createContexts(), liquibaseFactory.createLabels());
      return missing;
    } catch (LiquibaseException e) {
      throw new IllegalStateException("The schema can't be migrated: " + e.getMessage(), e);
    }
  }
}
