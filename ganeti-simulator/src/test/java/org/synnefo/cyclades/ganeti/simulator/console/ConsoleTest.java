package org.synnefo.cyclades.ganeti.simulator.console;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synnefo.cyclades.ganeti.simulator.SimulatorFixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tests consoles over real sockets. */
class ConsoleTest {

  private static final String VERSION = "RFB 003.008\n";
  private static final int TEXT_TOP = 160;
  private static final int TEXT_BOTTOM = 174;
  private static final PixelFormat RGB565_BIG =
      new PixelFormat(16, 16, true, true, 31, 63, 31, 11, 5, 0);
  private static final PixelFormat RGB332 = new PixelFormat(8, 8, false, true, 7, 7, 3, 0, 3, 6);
  private static final PixelFormat BGR888_BIG =
      new PixelFormat(32, 24, true, true, 255, 255, 255, 0, 8, 16);
  private static final PixelFormat PALETTE = new PixelFormat(8, 8, false, false, 0, 0, 0, 0, 0, 0);

  private static SimulatorFixture ganeti;
  private static int instances;

  private String name;
  private int port;

  @BeforeAll
  static void start() throws Exception {
    ganeti = SimulatorFixture.start();
  }

  @AfterAll
  static void stop() throws Exception {
    ganeti.close();
  }

  @BeforeEach
  void createInstance() throws Exception {
    instances++;
    name = "snf-" + instances;
    ganeti.succeeded(ganeti.post("/2/instances", SimulatorFixture.diskless(name)));
    port = ganeti.show(name).path("network_port").asInt();
  }

  private RfbViewer ready() throws IOException {
    RfbViewer viewer = RfbViewer.connect(port, VERSION);
    viewer.setEncodings();
    viewer.requestAll(false);
    assertThat(viewer.readUpdate()).isEqualTo(RfbViewer.WIDTH * RfbViewer.HEIGHT);
    return viewer;
  }

  @ParameterizedTest
  @ValueSource(strings = {"RFB 003.003\n", "RFB 003.007\n", VERSION})
  void aViewerOfEachVersionSeesTheScreen(String version) throws Exception {
    try (RfbViewer viewer = RfbViewer.connect(port, version)) {
      viewer.requestAll(false);

      assertThat(viewer.name()).isEqualTo(name);
      assertThat(viewer.readUpdate()).isEqualTo(RfbViewer.WIDTH * RfbViewer.HEIGHT);
      // The background, and part of the name.
      assertThat(viewer.point(0, 0)).containsExactly(64, 24, 16, 0);
      assertThat(white(viewer)).isPositive();
    }
  }

  private static int white(RfbViewer viewer) {
    int white = 0;
    for (int x = 24; x < 616; x++) {
      for (int y = 40; y < 75; y++) {
        white += viewer.point(x, y)[0] == (byte) 255 ? 1 : 0;
      }
    }
    return white;
  }

  @Test
  void bytesMayArriveOneByOne() throws Exception {
    try (RfbViewer viewer = new RfbViewer(port, true)) {
      viewer.shakeHands(VERSION);
      viewer.setEncodings();
      viewer.setFormat(PixelFormat.NATIVE);
      viewer.cutText("text");
      viewer.requestAll(false);

      assertThat(viewer.readUpdate()).isEqualTo(RfbViewer.WIDTH * RfbViewer.HEIGHT);
    }
  }

  @Test
  void pixelsHaveTheFormatOfTheViewer() throws Exception {
    try (RfbViewer viewer = ready()) {
      viewer.setFormat(RGB565_BIG);
      viewer.requestAll(false);
      viewer.readUpdate();
      // 16, 24, 64 of 255 are 1 of 31, 5 of 63, 7 of 31.
      assertThat(viewer.point(0, 0)).containsExactly(1 << 3, (5 << 5 & 0xff) | 7);

      viewer.setFormat(RGB332);
      viewer.requestAll(false);
      viewer.readUpdate();
      assertThat(viewer.point(0, 0)).containsExactly(0);

      viewer.setFormat(BGR888_BIG);
      viewer.requestAll(false);
      viewer.readUpdate();
      assertThat(viewer.point(0, 0)).containsExactly(0, 64, 24, 16);

      viewer.setFormat(PALETTE);
      viewer.requestAll(false);
      viewer.readUpdate();
      assertThat(viewer.point(0, 0)).containsExactly(0);
    }
  }

  @Test
  void theBarMovesAndOnlyChangesAreSent() throws Exception {
    try (RfbViewer viewer = ready()) {
      byte[] bar = viewer.rows(352, 376);

      viewer.requestAll(true);

      assertThat(viewer.readUpdate()).isLessThan(RfbViewer.WIDTH * RfbViewer.HEIGHT / 4);
      viewer.requestAll(true);
      viewer.readUpdate();
      assertThat(viewer.rows(352, 376)).isNotEqualTo(bar);
    }
  }

  @Test
  void typedKeysAppear() throws Exception {
    try (RfbViewer viewer = ready()) {
      byte[] before = viewer.rows(TEXT_TOP, TEXT_BOTTOM);

      viewer.request(true, 24, TEXT_TOP, 592, TEXT_BOTTOM - TEXT_TOP);
      viewer.key('A');
      viewer.readUpdate();
      byte[] typed = viewer.rows(TEXT_TOP, TEXT_BOTTOM);
      assertThat(typed).isNotEqualTo(before);

      viewer.request(true, 24, TEXT_TOP, 592, TEXT_BOTTOM - TEXT_TOP);
      viewer.key(0xff08);
      viewer.readUpdate();
      assertThat(viewer.rows(TEXT_TOP, TEXT_BOTTOM)).isEqualTo(before);
    }
  }

  @Test
  void pastedTextAndThePointerAppear() throws Exception {
    try (RfbViewer viewer = ready()) {
      byte[] before = viewer.rows(TEXT_TOP, TEXT_BOTTOM);

      viewer.request(true, 24, TEXT_TOP, 592, TEXT_BOTTOM - TEXT_TOP);
      viewer.cutText("pasted");
      viewer.readUpdate();
      assertThat(viewer.rows(TEXT_TOP, TEXT_BOTTOM)).isNotEqualTo(before);

      viewer.request(true, 0, 200, RfbViewer.WIDTH, 120);
      viewer.press(300, 250);
      viewer.readUpdate();
      assertThat(viewer.point(300, 250)).containsExactly(80, 40, 220, 0);
    }
  }

  @Test
  void viewersOfOneInstanceSeeTheSame() throws Exception {
    try (RfbViewer one = ready();
        RfbViewer other = ready()) {
      byte[] before = other.rows(TEXT_TOP, TEXT_BOTTOM);

      other.request(true, 24, TEXT_TOP, 592, TEXT_BOTTOM - TEXT_TOP);
      one.key('x');

      other.readUpdate();
      assertThat(other.rows(TEXT_TOP, TEXT_BOTTOM)).isNotEqualTo(before);
    }
  }

  @Test
  void invalidClientsAreDisconnected() throws Exception {
    try (RfbViewer viewer = new RfbViewer(port, false)) {
      viewer.send("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      for (int greeting = 0; greeting < 12; greeting++) {
        assertThat(viewer.readByte()).isPositive();
      }
      assertThat(viewer.readByte()).isNegative();
    }
  }

  @Test
  void stoppingAnInstanceClosesItsConsole() throws Exception {
    try (RfbViewer viewer = ready()) {
      ganeti.succeeded(ganeti.put("/2/instances/" + name + "/shutdown", null));

      assertThat(viewer.readByte()).isNegative();
      assertThatThrownBy(() -> new Socket("127.0.0.1", port).close())
          .isInstanceOf(ConnectException.class);
    }
    ganeti.succeeded(ganeti.put("/2/instances/" + name + "/startup", null));
    assertThat(ganeti.show(name).path("network_port").asInt()).isEqualTo(port);
    ready().close();
  }

  @Test
  void aHardRebootDisconnectsViewersAndASoftOneDoesNot() throws Exception {
    try (RfbViewer viewer = ready()) {
      ganeti.succeeded(ganeti.post("/2/instances/" + name + "/reboot?type=soft", null));
      viewer.requestAll(false);
      viewer.readUpdate();

      ganeti.succeeded(ganeti.post("/2/instances/" + name + "/reboot?type=hard", null));
      assertThat(viewer.readByte()).isNegative();
    }
    ready().close();
  }

  @Test
  void anInstanceOfTheFakeHypervisorHasNoConsole() throws Exception {
    String fake =
        SimulatorFixture.instance(
            name + "-fake",
            ",\"disk_template\":\"diskless\",\"disks\":[],\"nics\":[],\"hypervisor\":\"fake\"");
    ganeti.succeeded(ganeti.post("/2/instances", fake));

    assertThat(ganeti.show(name + "-fake").path("network_port").isNull()).isTrue();
    assertThat(ganeti.get("/2/instances/" + name + "-fake/console").json().path("kind").asText())
        .isEqualTo("msg");
  }
}
