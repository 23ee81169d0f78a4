package org.synnefo.cyclades.ganeti.simulator;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Starts a simulator for tests of the client; its URL is in {@code test.simulator.url}. */
public final class SimulatorResource implements QuarkusTestResourceLifecycleManager {

  private SimulatorFixture simulator;

  @Override
  public Map<String, String> start() {
    try {
      simulator = SimulatorFixture.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of("test.simulator.url", "http://127.0.0.1:" + simulator.port());
  }

  @Override
  public void stop() {
    try {
      simulator.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
