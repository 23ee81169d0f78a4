package org.synnefo.cyclades.dispatcher.networks;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.ganeti.client.InstanceInfo;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.backend.BackendRepository;
import org.synnefo.cyclades.model.network.NetworkLinkRepository;

/**
 * Gives links of deleted networks back to the pool. A link that is given away while a machine is
 * still on it joins two tenants: it is given back only when each cluster was looked at and had no
 * instance on it, ours or not.
 */
@ApplicationScoped
public class LinkRelease {

  private static final Logger LOG = Logger.getLogger(LinkRelease.class);

  private final BackendRepository backends;
  private final NetworkLinkRepository links;

  @Inject
  public LinkRelease(BackendRepository backends, NetworkLinkRepository links) {
    this.backends = backends;
    this.links = links;
  }

  /**
   * A whole cluster was looked at.
   *
   * @param asked a moment before, by the database's clock
   * @param instances all that the cluster has
   */
  public void looked(long backend, Instant asked, List<InstanceInfo> instances) {
    Set<String> connected =
        instances.stream()
            .flatMap(instance -> instance.nics().stream())
            .flatMap(nic -> nic.link().stream())
            .collect(Collectors.toSet());
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              Backend row = backends.lock(backend).orElseThrow();
              row.lookedAt = asked;
              row.seenLinks =
                  links.ofDeletedNetworks().stream().filter(connected::contains).toList();
            });
    release();
  }

  /** Gives back what can be given back now. */
  public void release() {
    int released =
        QuarkusTransaction.requiringNew().call(() -> links.releaseUnused(links.abandoned()));
    if (released > 0) {
      LOG.infof("%d links of deleted networks are free again", released);
    }
  }
}
