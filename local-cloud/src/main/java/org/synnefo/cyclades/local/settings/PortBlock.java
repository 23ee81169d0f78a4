package org.synnefo.cyclades.local.settings;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Consecutive ports for one cloud. While the block is open, no other cloud of any user gets it: the
 * block listens on its first port, the guard. When the block is closed, the parts of the cloud
 * listen on the other ports, and a block with any port taken is not given away. So a cloud keeps
 * its block as long as one of its parts runs.
 */
public final class PortBlock implements AutoCloseable {

  /** The guard, a port for each part, and spare ones for further parts. */
  private static final int SIZE = 16;

  private static final int FIRST = 20_000;

  /**
   * Linux gives ports from 32768 on to outgoing connections, which could take one before its part
   * listens.
   */
  private static final int BEYOND = 32_768;

  private static final int BLOCKS = (BEYOND - FIRST) / SIZE;
  private static final int ATTEMPTS = 3;

  private final int guardPort;
  private final ServerSocket guard;

  private PortBlock(int guardPort, ServerSocket guard) {
    this.guardPort = guardPort;
    this.guard = guard;
  }

  /**
   * Takes a block that nobody uses.
   *
   * @throws IllegalStateException if there is none
   */
  public static PortBlock reserve() {
    int start = new Random().nextInt(BLOCKS);
    return IntStream.range(0, BLOCKS)
        .map(distance -> FIRST + SIZE * ((start + distance) % BLOCKS))
        .mapToObj(PortBlock::reserve)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("There are no free ports"));
  }

  /** A certain block; empty if somebody uses it. */
  static Optional<PortBlock> reserve(int guardPort) {
    ServerSocket guard;
    try {
      guard = FreePorts.listen(guardPort);
    } catch (IOException taken) {
      return Optional.empty();
    }
    PortBlock block = new PortBlock(guardPort, guard);
    if (IntStream.range(1, SIZE).allMatch(offset -> FreePorts.isFree(guardPort + offset))) {
      return Optional.of(block);
    }
    block.close();
    return Optional.empty();
  }

  /**
   * Does something with the ports of a block. If it fails and a program that knows nothing of
   * blocks has taken one of the ports meanwhile, does it again with another block.
   *
   * @param work returns when everything listens that is going to; must leave nothing that listens
   *     when it fails
   * @param again is told before it is done again
   */
  public static void use(Consumer<Map<Port, Integer>> work, Consumer<String> again) {
    for (int attempt = 1; ; attempt++) {
      try (PortBlock block = reserve()) {
        try {
          work.accept(block.ports());
          return;
        } catch (IllegalStateException failed) {
          if (attempt == ATTEMPTS || allFree(block.ports().values())) {
            throw failed;
          }
          again.accept("another program took a port; trying other ports");
        }
      }
    }
  }

  private static boolean allFree(Collection<Integer> ports) {
    return ports.stream().allMatch(FreePorts::isFree);
  }

  /** A port of the block for each part. */
  public Map<Port, Integer> ports() {
    Map<Port, Integer> ports = new EnumMap<>(Port.class);
    for (Port port : Port.values()) {
      ports.put(port, guardPort + 1 + port.ordinal());
    }
    return ports;
  }

  int guardPort() {
    return guardPort;
  }

  @Override
  public void close() {
    try {
      guard.close();
    } catch (IOException e) {
      throw new IllegalStateException("Port %d can't be released".formatted(guardPort), e);
    }
  }
}
