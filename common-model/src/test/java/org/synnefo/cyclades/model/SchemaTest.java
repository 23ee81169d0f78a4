package org.synnefo.cyclades.model;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.embedded.EmbeddedDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class SchemaTest {

  @Test
  void everyChangesetCanBeRolledBackAndReapplied() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.temporary();
        Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Liquibase liquibase =
            new Liquibase(
                "db/changelog/master.yaml",
                new ClassLoaderResourceAccessor(),
                new JdbcConnection(connection))) {
      liquibase.update(new Contexts(), new LabelExpression());
      List<String> first = tables(connection);
      int changes = liquibase.getDatabase().getRanChangeSetList().size();

      liquibase.rollback(changes, null, new Contexts(), new LabelExpression());
      assertThat(tables(connection)).isEmpty();

      liquibase.update(new Contexts(), new LabelExpression());
      assertThat(tables(connection))
          .isEqualTo(first)
          .contains("users", "servers", "commands", "console_grants");
    }
  }

  private static List<String> tables(Connection connection) throws Exception {
    connection.setAutoCommit(true);
    List<String> tables = new ArrayList<>();
    try (ResultSet row =
        connection
            .createStatement()
            .executeQuery(
                "select table_name from information_schema.tables where table_schema = 'public'"
                    + " and table_name not like 'databasechangelog%' order by 1")) {
      while (row.next()) {
        tables.add(row.getString(1));
      }
    }
    return tables;
  }
}
