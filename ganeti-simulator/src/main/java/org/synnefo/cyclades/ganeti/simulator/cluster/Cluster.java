package org.synnefo.cyclades.ganeti.simulator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.synnefo.cyclades.ganeti.simulator.json.AtomicFile;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;

/** The cluster's configuration. Every change is written to its file before the call returns. */
public final class Cluster {

  /** The name of the cluster in responses and hooks. */
  public static final String NAME = "cluster.example.com";

  /** The enabled hypervisors; the first is the default. */
  public static final List<String> HYPERVISORS = List.of("kvm", "fake");

  private static final long MICROSECONDS = 1_000_000;

  private final Path file;
  private final Clock clock;
  private final NodeSettings node;
  private final ClusterIdentity identity;
  private final SortedMap<String, Instance> instances = new TreeMap<>();
  private final SortedMap<String, Network> networks = new TreeMap<>();
  private final Reservations reservations = new Reservations(this);

  private volatile long memory;

  /**
   * Loads the configuration, or creates one.
   *
   * @param file the configuration file
   */
  public Cluster(Path file, NodeSettings node, NetworkSettings publicNetwork, Clock clock) {
    this.file = file;
    this.clock = clock;
    this.node = node;
    this.memory = node.memory();
    Content content = load();
    identity = content == null ? newIdentity() : content.identity();
    if (content != null) {
      content.instances().forEach(instance -> instances.put(instance.name(), instance));
      content.networks().forEach(network -> networks.put(network.name(), network));
    }
    if (!networks.containsKey(publicNetwork.name())) {
      networks.put(publicNetwork.name(), newNetwork(publicNetwork));
    }
    save();
  }

  private record Content(
      ClusterIdentity identity, List<Instance> instances, List<Network> networks) {}

  private Content load() {
    if (!Files.exists(file)) {
      return null;
    }
    try {
      JsonNode tree = PythonJson.parse(Files.readAllBytes(file));
      return PythonJson.value(tree, Content.class);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read " + file, e);
    }
  }

  private void save() {
    Content content =
        new Content(identity, List.copyOf(instances.values()), List.copyOf(networks.values()));
    AtomicFile.write(file, file.getFileName() + ".new", PythonJson.bytes(content));
  }

  private ClusterIdentity newIdentity() {
    return new ClusterIdentity(newUuid(), newUuid(), newUuid(), now());
  }

  private Network newNetwork(NetworkSettings settings) {
    return new Network(
        settings.name(),
        newUuid(),
        settings.network(),
        settings.gateway(),
        settings.mode(),
        settings.link(),
        Reservations.MAC_PREFIX,
        List.of(),
        now());
  }

  public static String newUuid() {
    return UUID.randomUUID().toString();
  }

  /** Seconds since the epoch, with the fraction that Ganeti's times have. */
  public BigDecimal now() {
    Instant instant = clock.instant();
    return BigDecimal.valueOf(
        instant.getEpochSecond() * MICROSECONDS + instant.getNano() / 1000, 6);
  }

  public ClusterIdentity identity() {
    return identity;
  }

  public NodeSettings node() {
    return node;
  }

  public Reservations reservations() {
    return reservations;
  }

  public synchronized List<Instance> instances() {
    return new ArrayList<>(instances.values());
  }

  public synchronized Optional<Instance> instance(String name) {
    return Optional.ofNullable(instances.get(name));
  }

  public synchronized Collection<Network> networks() {
    return List.copyOf(networks.values());
  }

  /**
   * @param name a name or a UUID
   */
  public synchronized Optional<Network> network(String name) {
    return networks.values().stream()
        .filter(network -> network.name().equals(name) || network.uuid().equals(name))
        .findFirst();
  }

  public synchronized void add(Instance instance) {
    instances.put(instance.name(), instance);
    save();
  }

  /** Changes an instance, if it exists. */
  public synchronized Optional<Instance> update(String name, UnaryOperator<Instance> change) {
    Instance old = instances.get(name);
    if (old == null) {
      return Optional.empty();
    }
    Instance changed = change.apply(old).touched(now());
    instances.put(name, changed);
    save();
    return Optional.of(changed);
  }

  public synchronized void remove(String name) {
    if (instances.remove(name) != null) {
      save();
    }
  }

  /** Total memory for instances, in MiB. */
  public long memory() {
    return memory;
  }

  /** Changes the total memory until the next start. */
  public void limitMemory(long mebibytes) {
    memory = mebibytes;
  }

  /** Memory left if all instances run, in MiB. */
  public synchronized long freeMemory() {
    return memory - instances.values().stream().mapToLong(Instance::memory).sum();
  }
}
