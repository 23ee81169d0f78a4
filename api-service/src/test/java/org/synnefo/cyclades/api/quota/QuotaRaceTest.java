package org.synnefo.cyclades.api.quota;

import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.api.testing.ApiTest;
import org.synnefo.cyclades.api.testing.TestTenants;

import static org.assertj.core.api.Assertions.assertThat;

@ApiTest
class QuotaRaceTest {

  private static final int RACERS = 8;

  @Inject TestTenants cloud;

  @Test
  void exactlyOneOfManyConcurrentRequestsGetsTheLastOfAQuota() throws Exception {
    TestTenants.Tenant tenant = cloud.tenant();
    cloud.server(tenant);
    cloud.server(tenant);
    String body =
        "{\"server\": {\"name\": \"last\", \"imageRef\": %d, \"flavorRef\": %d}}"
            .formatted(cloud.image(), cloud.flavor());
    ExecutorService racers = Executors.newFixedThreadPool(RACERS);
    try {
      List<Future<Integer>> answers =
          IntStream.range(0, RACERS)
              .mapToObj(
                  racer ->
                      racers.submit(
                          () ->
                              tenant
                                  .asks()
                                  .body(body)
                                  .post(TestTenants.BASE + "/servers")
                                  .statusCode()))
              .toList();
      int won = 0;
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isIn(202, 413);
        won += answer.get() == 202 ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
    } finally {
      racers.shutdownNow();
    }
  }
}
