package org.synnefo.cyclades.vncproxy.testing;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.synnefo.cyclades.embedded.EmbeddedDatabase;
import org.synnefo.cyclades.model.console.ConsoleGrantStore;
import org.synnefo.cyclades.model.console.IssuedConsoleGrant;
import org.synnefo.cyclades.model.secret.DeploymentKey;

/** A migrated database shared by several proxies, with one user and one server. */
public final class TestDatabase implements AutoCloseable {

  private static final int CONNECTIONS = 2;

  private final EmbeddedDatabase database = EmbeddedDatabase.temporary();
  private final String key = DeploymentKey.generate();
  private final AgroalDataSource source;
  private final ConsoleGrantStore grants;

  public TestDatabase() throws Exception {
    source =
        AgroalDataSource.from(
            new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(
                    pool ->
                        pool.maxSize(CONNECTIONS)
                            .connectionFactoryConfiguration(
                                factory ->
                                    factory
                                        .jdbcUrl(database.jdbcUrl())
                                        .principal(new NamePrincipal(database.user()))
                                        .credential(new SimplePassword(database.password())))));
    try (Connection connection = source.getConnection();
        Liquibase liquibase =
            new Liquibase(
                "db/changelog/master.yaml",
                new ClassLoaderResourceAccessor(),
                new JdbcConnection(connection))) {
      liquibase.update(new Contexts(), new LabelExpression());
    }
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into users (id, name, email, type, state, created, updated)
            values (1, 'u', 'u@example.com', 'USER', 'ACTIVE', now(), now());
          insert into flavors (id, cpu, ram_mib, disk_gib, disk_template, deleted, created, updated)
            values (1, 1, 512, 1, 'file', false, now(), now());
          insert into images (id, uuid, name, public, state, location, disk_format, deleted, created, updated)
            values (1, gen_random_uuid(), 'i', true, 'ACTIVE', 'i', 'diskdump', false, now(), now());
          insert into servers (id, name, user_id, image_id, flavor_id, operating_state, build_percentage, suspended,
                               deleted, created, updated)
            values (1, 's', 1, 1, 1, 'STARTED', 100, false, false, now(), now());
          """);
    }
    grants = new ConsoleGrantStore(source, DeploymentKey.parse(key));
  }

  public IssuedConsoleGrant issue(int port) {
    return grants.issue(1, 1, "127.0.0.1", port, Duration.ofMinutes(1));
  }

  String url() {
    return database.jdbcUrl();
  }

  String user() {
    return database.user();
  }

  String password() {
    return database.password();
  }

  String key() {
    return key;
  }

  @Override
  public void close() {
    source.close();
    database.close();
  }
}
