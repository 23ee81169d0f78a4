package org.synnefo.cyclades.api.limits;

import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.api.testing.ApiTest;
import org.synnefo.cyclades.api.testing.TestTenants;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

@ApiTest
class LimitsTest {

  @Inject TestTenants cloud;

  @Test
  void limitsShowWhatIsLeft() {
    TestTenants.Tenant tenant = cloud.tenant();
    cloud.server(tenant);
    tenant
        .asks()
        .get(TestTenants.BASE + "/limits")
        .then()
        .statusCode(200)
        .body("limits.absolute.maxTotalInstances", equalTo(3))
        .body("limits.absolute.totalInstancesUsed", equalTo(1))
        .body("limits.absolute.totalRAMUsed", equalTo(1024))
        .body("limits.rate.values[0].limit.find { it.verb == 'POST' }.value", equalTo(600))
        .body(
            "limits.rate.values[0].limit.find { it.verb == 'POST' }.remaining",
            lessThanOrEqualTo(600));
    tenant
        .asks()
        .get(TestTenants.BASE + "/limits.xml")
        .then()
        .body("limits.absolute.@maxPersonality", equalTo("5"));
  }

  @Test
  void extensionsAreListed() {
    TestTenants.Tenant tenant = cloud.tenant();
    tenant
        .asks()
        .get(TestTenants.BASE + "/extensions")
        .then()
        .statusCode(200)
        .body("extensions.values", hasSize(5));
    tenant
        .asks()
        .get(TestTenants.BASE + "/extensions/firewall.xml")
        .then()
        .body("extension.@alias", equalTo("firewall"));
    tenant.asks().get(TestTenants.BASE + "/extensions/magic").then().statusCode(404);
  }
}
