package org.synnefo.cyclades.dispatcher.networks;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.dispatcher.InstanceNames;
import org.synnefo.cyclades.dispatcher.messaging.MessageHandler.Outcome;
import org.synnefo.cyclades.dispatcher.messaging.NotYetException;
import org.synnefo.cyclades.ganeti.client.InstanceInfo;
import org.synnefo.cyclades.ganeti.client.NicInfo;
import org.synnefo.cyclades.model.message.NetworkStatus;
import org.synnefo.cyclades.model.message.NetworkStatus.NicStatus;
import org.synnefo.cyclades.model.network.FirewallProfile;
import org.synnefo.cyclades.model.network.Nic;
import org.synnefo.cyclades.model.network.NicRepository;

/** The NICs of an instance that was asked about, taken over as if the hook had told. */
@ApplicationScoped
public class InstanceNics {

  private static final Logger LOG = Logger.getLogger(InstanceNics.class);

  private final InstanceNames names;
  private final NicUpdates updates;
  private final NicRepository nics;

  @Inject
  public InstanceNics(InstanceNames names, NicUpdates updates, NicRepository nics) {
    this.names = names;
    this.updates = updates;
    this.nics = nics;
  }

  /**
   * @param asked a moment before Ganeti was asked
   * @return whether they are known now
   */
  public boolean read(InstanceInfo instance, Instant asked) {
    try {
      return QuarkusTransaction.requiringNew().call(() -> updates.seen(status(instance, asked)))
          == Outcome.HANDLED;
    } catch (RuntimeException failure) {
      if (failure.getCause() instanceof NotYetException unknown) {
        LOG.debugf("instance=%s %s", instance.name(), unknown.getMessage());
        return false;
      }
      throw failure;
    }
  }

  /** The NICs as the hook would report them; Ganeti itself knows no IPv6 addresses. */
  NetworkStatus status(InstanceInfo instance, Instant asked) {
    OptionalLong server = names.server(instance.name());
    Map<String, String> ipv6 =
        server.isEmpty()
            ? Map.of()
            : nics.ofServer(server.getAsLong()).stream()
                .filter(nic -> nic.ipv6 != null)
                .collect(
                    Collectors.toMap((Nic nic) -> nic.mac, nic -> nic.ipv6, (one, other) -> one));
    List<NicStatus> reported =
        instance.nics().stream().map(nic -> status(instance, nic, ipv6)).toList();
    return new NetworkStatus(instance.name(), reported, asked, null);
  }

  private static NicStatus status(InstanceInfo instance, NicInfo nic, Map<String, String> ipv6) {
    return new NicStatus(
        nic.mac(),
        nic.ip().orElse(null),
        ipv6.get(nic.mac()),
        nic.link().orElse(null),
        nic.index() == 0 ? firewall(instance) : null);
  }

  private static String firewall(InstanceInfo instance) {
    return profile(instance).map(FirewallProfile::wireName).orElse(null);
  }

  /** The firewall profile that the instance's tags tell. */
  public static Optional<FirewallProfile> profile(InstanceInfo instance) {
    return Arrays.stream(FirewallProfile.values())
        .filter(profile -> instance.tags().contains(profile.tag()))
        .findFirst();
  }
}
