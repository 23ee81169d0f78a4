package org.synnefo.cyclades.ganeti.simulator.cluster;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Addresses in use: by NICs, by the network itself, or by a job that has reserved them and not
 * written its instance yet.
 */
public final class Reservations {

  static final String MAC_PREFIX = "aa:00:00";

  private final Cluster cluster;
  private final Random random = new SecureRandom();
  private final Map<Long, Set<String>> byJob = new HashMap<>();

  Reservations(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Releases the reservations of a job; its addresses are now in the configuration, or not needed.
   */
  public synchronized void release(long job) {
    byJob.remove(job);
  }

  /** Reserves an unused MAC address. */
  public synchronized String newMac(long job) {
    Set<String> taken = macs();
    String mac;
    do {
      int number = random.nextInt(1 << 24);
      mac =
          String.format(
              Locale.ROOT,
              "%s:%02x:%02x:%02x",
              MAC_PREFIX,
              number >> 16,
              number >> 8 & 255,
              number & 255);
    } while (taken.contains(mac));
    reserve(job, mac);
    return mac;
  }

  public synchronized void reserveMac(long job, String mac) throws ReservationException {
    if (macs().contains(mac)) {
      throw new ReservationException("MAC address " + mac + " already in use in cluster");
    }
    reserve(job, mac);
  }

  /** Reserves the lowest free address of a network. */
  public synchronized String newIp(long job, Network network) throws ReservationException {
    AddressRange range = network.range();
    Set<String> taken = ips(network);
    String ip =
        IntStream.range(0, range.size())
            .mapToObj(range::address)
            .filter(address -> !taken.contains(address))
            .findFirst()
            .orElseThrow(() -> new ReservationException("Network is full"));
    reserve(job, network.uuid() + ip);
    return ip;
  }

  public synchronized void reserveIp(long job, Network network, String ip)
      throws ReservationException {
    if (network.range().offset(ip) < 0 || ips(network).contains(ip)) {
      throw new ReservationException(
          "IP address " + ip + " already in use or does not belong to network " + network.name());
    }
    reserve(job, network.uuid() + ip);
  }

  /** The network's map of addresses in use, in order. */
  public synchronized boolean[] map(Network network) {
    AddressRange range = network.range();
    boolean[] map = new boolean[range.size()];
    ips(network).forEach(ip -> map[range.offset(ip)] = true);
    return map;
  }

  /** Addresses that instances can't have: network, broadcast and gateway address. */
  public static Set<String> external(Network network) {
    AddressRange range = network.range();
    Set<String> external = new LinkedHashSet<>();
    external.add(range.address(0));
    if (network.gateway() != null && range.offset(network.gateway()) >= 0) {
      external.add(network.gateway());
    }
    external.add(range.address(range.size() - 1));
    return external;
  }

  private void reserve(long job, String what) {
    byJob.computeIfAbsent(job, unused -> new HashSet<>()).add(what);
  }

  private Set<String> macs() {
    Set<String> macs = new HashSet<>();
    nics().map(Nic::mac).forEach(macs::add);
    byJob.values().forEach(macs::addAll);
    return macs;
  }

  private Set<String> ips(Network network) {
    Set<String> ips = new HashSet<>(external(network));
    nics()
        .filter(nic -> network.name().equals(nic.network()))
        .map(Nic::ip)
        .filter(Objects::nonNull)
        .filter(ip -> network.range().offset(ip) >= 0)
        .forEach(ips::add);
    byJob.values().stream()
        .flatMap(Set::stream)
        .filter(reserved -> reserved.startsWith(network.uuid()))
        .forEach(reserved -> ips.add(reserved.substring(network.uuid().length())));
    return ips;
  }

  private Stream<Nic> nics() {
    return cluster.instances().stream().flatMap(instance -> instance.nics().stream());
  }
}
