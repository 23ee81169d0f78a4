package org.synnefo.cyclades.local;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synnefo.cyclades.local.parts.RabbitMq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The tour through a cloud whose broker is an installed RabbitMQ. */
class TourIT {

  @TempDir Path folder;

  @Test
  void theTourPassesThroughACloudWithARabbitMqThatIsInstalled() throws Exception {
    assumeTrue(RabbitMq.installed().isPresent(), "there is no RabbitMQ");
    try (LocalCloud cloud = new LocalCloud(folder).up("--broker", "installed")) {
      LocalCloud.Outcome tour = cloud.run("demo");
      assertThat(tour.status()).as(tour.output()).isZero();
    }
  }
}
