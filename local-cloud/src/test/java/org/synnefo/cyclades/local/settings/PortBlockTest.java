package org.synnefo.cyclades.local.settings;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PortBlockTest {

  private static final int PROCESSES = 4;

  @Test
  void noPortIsGivenTwiceThoughSeveralProcessesChooseAtOnce() throws Exception {
    List<Process> clouds = new ArrayList<>();
    List<Integer> chosen = new ArrayList<>();
    try {
      for (int i = 0; i < PROCESSES; i++) {
        clouds.add(
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ManyClouds.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
      }
      for (Process cloud : clouds) {
        cloud.getOutputStream().write('\n');
        cloud.getOutputStream().flush();
      }
      for (Process cloud : clouds) {
        BufferedReader output = cloud.inputReader(StandardCharsets.UTF_8);
        for (int i = 0; i < ManyClouds.CLOUDS * Port.values().length; i++) {
          chosen.add(Integer.parseInt(output.readLine()));
        }
      }
    } finally {
      clouds.forEach(Process::destroy);
    }

    assertThat(chosen)
        .hasSize(PROCESSES * ManyClouds.CLOUDS * Port.values().length)
        .doesNotHaveDuplicates();
  }

  /** Chooses ports for many clouds when it is told to, and keeps them until it is ended. */
  static final class ManyClouds {

    /** Enough of the 798 blocks for processes to try the same one. */
    static final int CLOUDS = 20;

    private ManyClouds() {}

    public static void main(String[] arguments) throws IOException {
      int told = System.in.read();
      List<PortBlock> blocks = new ArrayList<>();
      while (blocks.size() < CLOUDS) {
        PortBlock block = PortBlock.reserve();
        blocks.add(block);
        block.ports().values().forEach(System.out::println);
      }
      while (told != -1) {
        told = System.in.read();
      }
    }
  }

  @Test
  void aBlockIsNotGivenAgainWhileItIsOpenOrOneOfItsPartsListens() throws IOException {
    PortBlock block = PortBlock.reserve();
    int guardPort = block.guardPort();
    ServerSocket part;
    try (block) {
      assertThat(PortBlock.reserve(guardPort)).isEmpty();
      part = listen(block.ports().get(Port.BROKER_NODE));
    }
    try (part) {
      assertThat(PortBlock.reserve(guardPort)).isEmpty();
    }
  }

  @Test
  void otherPortsAreTriedWhenAStrangerTakesOneBeforeItsPartListens() throws IOException {
    List<Map<Port, Integer>> tried = new ArrayList<>();
    List<String> told = new ArrayList<>();
    List<ServerSocket> strangers = new ArrayList<>();
    try {
      PortBlock.use(
          ports -> {
            tried.add(ports);
            if (tried.size() == 1) {
              strangers.add(listen(ports.get(Port.AMQP)));
              throw new IllegalStateException("broker ended at its start");
            }
          },
          told::add);
    } finally {
      for (ServerSocket stranger : strangers) {
        stranger.close();
      }
    }

    assertThat(tried).hasSize(2);
    assertThat(told).containsExactly("another program took a port; trying other ports");
    Set<Integer> first = new HashSet<>(tried.get(0).values());
    assertThat(tried.get(1).values()).doesNotContainAnyElementsOf(first);
  }

  @Test
  void whatFailsForAnotherReasonIsNotTriedAgain() {
    List<Collection<Integer>> tried = new ArrayList<>();

    assertThatThrownBy(
            () ->
                PortBlock.use(
                    ports -> {
                      tried.add(ports.values());
                      throw new IllegalStateException("database ended at its start");
                    },
                    line -> {}))
        .hasMessage("database ended at its start");

    assertThat(tried).hasSize(1);
  }

  @Test
  void itIsNotTriedForEverWhereStrangersTakeEveryBlock() {
    List<ServerSocket> strangers = new ArrayList<>();
    try {
      assertThatThrownBy(
              () ->
                  PortBlock.use(
                      ports -> {
                        strangers.add(listen(ports.get(Port.API)));
                        throw new IllegalStateException("api-service ended at its start");
                      },
                      line -> {}))
          .hasMessage("api-service ended at its start");
    } finally {
      strangers.forEach(PortBlockTest::close);
    }
    assertThat(strangers).hasSize(3);
  }

  @Test
  void eachPartHasAPortThatLinuxGivesToNoConnection() {
    try (PortBlock block = PortBlock.reserve()) {
      int api = block.ports().get(Port.API);
      assertThat(block.ports().values())
          .containsExactlyElementsOf(
              IntStream.range(api, api + Port.values().length).boxed().toList())
          .allMatch(port -> port >= 20_000 && port < 32_768);
    }
  }

  private static ServerSocket listen(int port) {
    try {
      return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
