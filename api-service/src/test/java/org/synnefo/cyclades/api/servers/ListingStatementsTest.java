package org.synnefo.cyclades.api.servers;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.api.collections.CollectionPage;
import org.synnefo.cyclades.api.collections.CollectionQuery;
import org.synnefo.cyclades.api.testing.ApiTest;
import org.synnefo.cyclades.api.testing.Documents;
import org.synnefo.cyclades.api.testing.TestTenants;
import org.synnefo.cyclades.model.query.Page;
import org.synnefo.cyclades.model.query.Queries;
import org.synnefo.cyclades.model.server.ServerListing;
import org.synnefo.cyclades.model.server.ServerRow;

import static org.assertj.core.api.Assertions.assertThat;

@ApiTest
class ListingStatementsTest {

  @Inject TestTenants cloud;
  @Inject AgroalDataSource database;

  private final AtomicInteger statements = new AtomicInteger();
  private final AtomicInteger roundTrips = new AtomicInteger();

  @Test
  void aListTakesThreeStatementsForAnyNumberOfServers() {
    ServerListing listing = new ServerListing(new Queries(counting()));
    TestTenants.Tenant tenant = cloud.tenant();
    addServers(tenant, 1);
    assertThat(statementsOf(listing, tenant, 1)).isEqualTo(3);
    addServers(tenant, 999);
    assertThat(statementsOf(listing, tenant, 1000)).isEqualTo(3);
    assertThat(roundTrips).hasValue(2 + 2);
  }

  @Test
  void manyServersAreReadInPagesOfOneThousand() {
    ServerListing listing = new ServerListing(new Queries(counting()));
    TestTenants.Tenant tenant = cloud.tenant();
    addServers(tenant, 10_000);
    List<Integer> sizes = new ArrayList<>();
    CollectionPage<ServerRow> all =
        CollectionPage.read(
            new CollectionQuery(Optional.empty(), 0, 0),
            "servers/detail",
            ServerRow::id,
            null,
            wanted -> {
              List<ServerRow> page = listing.details(tenant.id(), wanted);
              sizes.add(page.size());
              return page;
            });
    statements.set(0);
    assertThat(sizes).as("read before anything was written").containsExactly(1000);
    List<Long> ids = new ArrayList<>();
    all.items().forEach(server -> ids.add(server.id()));
    assertThat(ids).hasSize(10_000).isSorted().doesNotHaveDuplicates();
    assertThat(sizes).hasSize(11).allMatch(size -> size <= 1000);
    assertThat(statements.get()).as("three for each thousand").isLessThanOrEqualTo(3 * 10);
  }

  @Test
  void allOfManyServersAreInOneResponse() throws Exception {
    TestTenants.Tenant tenant = cloud.tenant();
    addServers(tenant, 2_500);
    for (String path : List.of("/servers", "/servers/detail")) {
      List<Integer> ids =
          tenant
              .asks()
              .get(TestTenants.BASE + path)
              .then()
              .statusCode(200)
              .extract()
              .path("servers.values.id");
      assertThat(ids).hasSize(2_500).doesNotHaveDuplicates().isSorted();
      String xml = tenant.asks().get(TestTenants.BASE + path + ".xml").asString();
      assertThat(Documents.parse(xml).getElementsByTagName("server").getLength()).isEqualTo(2_500);
    }
  }

  private int statementsOf(ServerListing listing, TestTenants.Tenant tenant, int expected) {
    statements.set(0);
    List<ServerRow> servers = listing.details(tenant.id(), Page.ALL);
    assertThat(servers).hasSize(expected);
    assertThat(servers.get(0).metadata()).containsEntry("k", "v");
    assertThat(servers.get(0).nics()).hasSize(1);
    return statements.get();
  }

  private void addServers(TestTenants.Tenant tenant, int count) {
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
            roundTrips.incrementAndGet();
            statements.addAndGet(((String) arguments[0]).split(";").length);
          }
          return method.invoke(connection, arguments);
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
