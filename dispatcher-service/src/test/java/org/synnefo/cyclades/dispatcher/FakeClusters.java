package org.synnefo.cyclades.dispatcher;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.synnefo.cyclades.ganeti.client.ClusterAddress;
import org.synnefo.cyclades.ganeti.client.GanetiClient;
import org.synnefo.cyclades.ganeti.client.GanetiClientFactory;

/** Clusters at {@code http://fake/…} live in memory; others are connected to. */
@Mock
@ApplicationScoped
public class FakeClusters implements GanetiClientFactory {

  private final Map<String, FakeGaneti> clusters = new ConcurrentHashMap<>();
  private final Instance<GanetiClientFactory> factories;

  @Inject
  public FakeClusters(@Any Instance<GanetiClientFactory> factories) {
    this.factories = factories;
  }

  FakeGaneti cluster(String endpoint) {
    return clusters.computeIfAbsent(endpoint, name -> new FakeGaneti());
  }

  @Override
  public GanetiClient connect(ClusterAddress address) {
    URI endpoint = address.endpoints().get(0);
    if ("fake".equals(endpoint.getHost())) {
      return cluster(endpoint.toString());
    }
    return factories
        .handlesStream()
        .filter(handle -> handle.getBean().getBeanClass() != FakeClusters.class)
        .findFirst()
        .orElseThrow()
        .get()
        .connect(address);
  }
}
