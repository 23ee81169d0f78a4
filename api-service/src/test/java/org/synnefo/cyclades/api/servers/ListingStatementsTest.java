package org.synnefo.cyclades.api.servers;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.api.testing.ApiTest;
import org.synnefo.cyclades.api.testing.Cloud;
import org.synnefo.cyclades.model.query.Page;
import org.synnefo.cyclades.model.query.Queries;
import org.synnefo.cyclades.model.server.ServerListing;
import org.synnefo.cyclades.model.server.ServerRow;

import static org.assertj.core.api.Assertions.assertThat;

@ApiTest
class ListingStatementsTest {

  @Inject Cloud cloud;
  @Inject AgroalDataSource database;

  private final AtomicInteger statements = new AtomicInteger();

  @Test
  void aListCostsThreeStatementsHoweverManyServersThereAre() {
    ServerListing listing = new ServerListing(new Queries(counting()));
    Cloud.Tenant tenant = cloud.tenant();
    addServers(tenant, 1);
    assertThat(statementsOf(listing, tenant, 1)).isEqualTo(3);
    addServers(tenant, 999);
    assertThat(statementsOf(listing, tenant, 1000)).isEqualTo(3);
  }

  private int statementsOf(ServerListing listing, Cloud.Tenant tenant, int expected) {
    statements.set(0);
    List<ServerRow> servers = listing.details(tenant.id(), Page.ALL);
    assertThat(servers).hasSize(expected);
    assertThat(servers.get(0).metadata()).containsEntry("k", "v");
    assertThat(servers.get(0).nics()).hasSize(1);
    return statements.get();
  }

  private void addServers(Cloud.Tenant tenant, int count) {
    cloud.execute(
        "with s as (insert into servers (name, user_id, image_id, flavor_id, operating_state,"
            + " build_percentage, suspended, deleted, created, updated)"
            + " select 'web', ?, ?, ?, 'STARTED', 100, false, false, now(), now()"
            + " from generate_series(1, ?) returning id),"
            + " m as (insert into server_metadata select id, 'k', 'v' from s)"
            + " insert into nics (server_id, network_id, position, mac)"
            + " select id, ?, 0, 'aa:00:00:00:00:00' from s",
        tenant.id(),
        cloud.image(),
        cloud.flavor(),
        count,
        cloud.publicNetwork());
  }

  private DataSource counting() {
    return proxy(
        DataSource.class,
        (proxy, method, arguments) ->
            method.getName().equals("getConnection")
                ? counting((Connection) method.invoke(database, arguments))
                : method.invoke(database, arguments));
  }

  private Connection counting(Connection connection) {
    return proxy(
        Connection.class,
        (proxy, method, arguments) -> {
          if (method.getName().equals("prepareStatement")) {
            statements.incrementAndGet();
          }
          return method.invoke(connection, arguments);
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
