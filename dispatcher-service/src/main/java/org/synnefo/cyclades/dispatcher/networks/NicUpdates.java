package org.synnefo.cyclades.dispatcher.networks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.synnefo.cyclades.dispatcher.InstanceNames;
import org.synnefo.cyclades.dispatcher.backends.EventSources;
import org.synnefo.cyclades.dispatcher.clock.DatabaseClock;
import org.synnefo.cyclades.dispatcher.clock.EventTimes;
import org.synnefo.cyclades.dispatcher.messaging.MessageHandler;
import org.synnefo.cyclades.dispatcher.messaging.NotYetException;
import org.synnefo.cyclades.dispatcher.messaging.Subscriber;
import org.synnefo.cyclades.dispatcher.messaging.Subscription;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.model.message.NetworkStatus;
import org.synnefo.cyclades.model.message.NetworkStatus.NicStatus;
import org.synnefo.cyclades.model.network.FirewallProfile;
import org.synnefo.cyclades.model.network.NetworkLink;
import org.synnefo.cyclades.model.network.NetworkLinkRepository;
import org.synnefo.cyclades.model.network.NetworkRepository;
import org.synnefo.cyclades.model.network.Nic;
import org.synnefo.cyclades.model.network.NicRepository;
import org.synnefo.cyclades.model.server.Server;
import org.synnefo.cyclades.model.server.ServerRepository;

/** Replaces the NICs of a server by those that Ganeti reports. */
@ApplicationScoped
public class NicUpdates implements MessageHandler<NetworkStatus>, Subscriber {

  private final InstanceNames names;
  private final ServerRepository servers;
  private final NetworkRepository networks;
  private final NetworkLinkRepository links;
  private final NicRepository nics;
  private final EventSources sources;
  private final EventTimes times;
  private final DatabaseClock clock;

  @Inject
  public NicUpdates(
      InstanceNames names,
      ServerRepository servers,
      NetworkRepository networks,
      NetworkLinkRepository links,
      NicRepository nics,
      EventSources sources,
      EventTimes times,
      DatabaseClock clock) {
    this.names = names;
    this.servers = servers;
    this.networks = networks;
    this.links = links;
    this.nics = nics;
    this.sources = sources;
    this.times = times;
    this.clock = clock;
  }

  @Override
  public Subscription<?> subscription(MessageTopology topology) {
    return new Subscription<>(topology.networks(), NetworkStatus.class, this);
  }

  @Override
  public String lockOrder(NetworkStatus event) {
    return event.instance();
  }

  @Override
  public Optional<Instant> happened(NetworkStatus event) {
    return Optional.ofNullable(event.eventTime());
  }

  @Override
  public Outcome handle(NetworkStatus event) throws NotYetException {
    Optional<Server> known =
        server(event).filter(server -> sources.mayTell(server.backendId, event.cluster()));
    if (known.isEmpty()) {
      return Outcome.IGNORED;
    }
    Server server = known.get();
    times.forgetFuture(server);
    NetworkStatus believable = event.at(times.believable(event.eventTime()));
    return server.deleted || isOutdated(server, believable)
        ? Outcome.OUTDATED
        : apply(server, believable);
  }

  /**
   * What the cluster itself said of an instance. It counts more than any event that came before it
   * was asked, whatever time the event had.
   */
  Outcome seen(NetworkStatus look) throws NotYetException {
    Optional<Server> known = server(look);
    if (known.isEmpty()) {
      return Outcome.IGNORED;
    }
    Server server = known.get();
    return server.deleted || isOvertaken(server, look) ? Outcome.OUTDATED : apply(server, look);
  }

  /** Where no cluster was given to the server, an instance of its name is somebody else's. */
  private Optional<Server> server(NetworkStatus event) {
    OptionalLong id = names.server(event.instance());
    return id.isEmpty()
        ? Optional.empty()
        : servers.lock(id.getAsLong()).filter(server -> server.backendId != null);
  }

  private Outcome apply(Server server, NetworkStatus event) throws NotYetException {
    List<Nic> reported = resolve(server, event.nics());
    if (event.eventTime() != null) {
      server.nicsEventTime = event.eventTime();
    }
    replace(server, nics.ofServer(server.id), reported);
    return Outcome.HANDLED;
  }

  private static boolean isOutdated(Server server, NetworkStatus event) {
    return event.eventTime() != null
        && server.nicsEventTime != null
        && event.eventTime().isBefore(server.nicsEventTime);
  }

  /**
   * Whether something came while the cluster was asked, so that it may be newer than its answer.
   */
  private boolean isOvertaken(Server server, NetworkStatus look) {
    return isOutdated(server, look) && !server.nicsEventTime.isAfter(clock.now());
  }

  private List<Nic> resolve(Server server, List<NicStatus> reported) throws NotYetException {
    List<Nic> resolved = new ArrayList<>();
    for (NicStatus status : reported) {
      Nic nic = new Nic();
      nic.serverId = server.id;
      nic.position = resolved.size();
      nic.networkId = resolved.isEmpty() ? networks.publicNetwork().id : network(status.link());
      nic.mac = status.mac();
      nic.ipv4 = status.ip();
      nic.ipv6 = status.ipv6();
      nic.firewallProfile =
          Optional.ofNullable(status.firewall()).flatMap(FirewallProfile::ofWireName).orElse(null);
      resolved.add(nic);
    }
    return resolved;
  }

  private long network(String link) throws NotYetException {
    NetworkLink known =
        Optional.ofNullable(link)
            .flatMap(links::findByName)
            .orElseThrow(() -> new NotYetException("unknown link '%s'".formatted(link)));
    if (known.networkId == null) {
      throw new NotYetException("no network has the link '%s'".formatted(link));
    }
    return known.networkId;
  }

  private void replace(Server server, List<Nic> present, List<Nic> reported) {
    if (isSame(present, reported)) {
      return;
    }
    nics.delete("serverId", server.id);
    nics.persist(reported);
    nics.flush();
    server.updated = Instant.now();
    Set<Long> before = networks(present);
    Set<Long> after = networks(reported);
    Set<Long> left = new HashSet<>(before);
    left.removeAll(after);
    Set<Long> changed = new HashSet<>(after);
    changed.removeAll(before);
    changed.addAll(left);
    networks.touch(changed, server.updated);
    links.releaseUnused(left);
  }

  private static Set<Long> networks(List<Nic> nics) {
    return nics.stream().map(nic -> nic.networkId).collect(Collectors.toSet());
  }

  private static boolean isSame(List<Nic> present, List<Nic> reported) {
    if (present.size() != reported.size()) {
      return false;
    }
    for (int i = 0; i < present.size(); i++) {
      if (!isSame(present.get(i), reported.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(Nic one, Nic other) {
    return one.position == other.position
        && one.networkId.equals(other.networkId)
        && one.mac.equals(other.mac)
        && Objects.equals(one.ipv4, other.ipv4)
        && Objects.equals(one.ipv6, other.ipv6)
        && one.firewallProfile == other.firewallProfile;
  }
}
