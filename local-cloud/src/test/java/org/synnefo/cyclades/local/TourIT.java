package org.synnefo.cyclades.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.synnefo.cyclades.local.parts.RabbitMq;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole cloud, as a user starts it, and the tour through it. */
class TourIT {

  @TempDir Path folder;

  static Stream<String> brokers() {
    List<String> brokers = new ArrayList<>(List.of("embedded"));
    RabbitMq.installed().ifPresent(server -> brokers.add("installed"));
    return brokers.stream();
  }

  @ParameterizedTest
  @MethodSource("brokers")
  void theTourPassesThroughACloudOfRealParts(String broker) throws Exception {
    try (LocalCloud cloud = new LocalCloud(folder).up("--broker", broker)) {
      LocalCloud.Outcome status = cloud.run("status");
      assertThat(status.status()).as(status.output()).isZero();
      LocalCloud.Outcome tour = cloud.run("demo");
      assertThat(tour.status()).as(tour.output()).isZero();
    }
  }
}
