package org.synnefo.cyclades.ganeti.simulator;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.synnefo.cyclades.ganeti.client.ClusterAddress;
import org.synnefo.cyclades.ganeti.client.GanetiContract;

/** Runs the client's contract tests against the simulator. */
@QuarkusTest
@WithTestResource(SimulatorResource.class)
class SimulatorContractTest extends GanetiContract {

  @Override
  protected ClusterAddress cluster() {
    String url = ConfigProvider.getConfig().getValue("test.simulator.url", String.class);
    return new ClusterAddress(
        List.of(URI.create(url)),
        SimulatorFixture.WRITER,
        SimulatorFixture.PASSWORD,
        Optional.empty());
  }

  @Override
  protected Map<String, String> nic() {
    return Map.of("network", "snf-public", "ip", "pool");
  }

  @Override
  protected Map<String, String> secondNic() {
    return Map.of("mode", "bridged", "link", "prv7");
  }
}
