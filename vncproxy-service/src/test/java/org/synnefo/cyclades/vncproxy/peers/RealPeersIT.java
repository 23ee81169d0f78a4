package org.synnefo.cyclades.vncproxy.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synnefo.cyclades.vncproxy.testing.ProxyProcess;
import org.synnefo.cyclades.vncproxy.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Viewers and a server that others wrote, where they are installed: the picture must be right. */
class RealPeersIT {

  private static final Path SNAPSHOT = Path.of("/usr/bin/vncsnapshot");
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final int PATIENCE_SECONDS = 60;

  private static TestDatabase database;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    database = new TestDatabase();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void vncsnapshotSeesThroughTheProxyWhatItSeesWithoutIt() throws Exception {
    assumeInstalled(XServer.PROGRAM, SNAPSHOT);
    try (XServer server = XServer.start(XServer.PATTERN);
        ProxyProcess proxy = ProxyProcess.start(database, Map.of())) {
      byte[] without = snapshot(server.port(), "");
      byte[] through = snapshot(proxy.rfbPort(), database.issue(server.port()).password());
      assertThat(without).isNotEmpty();
      assertThat(through).isEqualTo(without);
    }
  }

  @Test
  void noVncInChromiumShowsWhatIsOnTheServersScreen() throws Exception {
    assumeInstalled(XServer.PROGRAM, CHROMIUM, NoVncPage.NOVNC);
    try (NoVncPage page = new NoVncPage();
        XServer server = XServer.start(XServer.PATTERN);
        ProxyProcess proxy =
            ProxyProcess.start(
                database, Map.of("cyclades.vncproxy.browser.origins", page.origin()))) {
      String console =
          "ws://127.0.0.1:%d/console?token=%s"
              .formatted(proxy.httpPort(), database.issue(server.port()).token());
      Process browser = browse(page.address(console));
      try {
        int[] screen = server.screen();
        assertThat(Arrays.stream(screen).distinct().count()).isGreaterThan(1);
        assertThat(colours(page.picture())).isEqualTo(screen);
      } finally {
        browser.descendants().forEach(ProcessHandle::destroyForcibly);
        browser.destroyForcibly().waitFor();
      }
    }
  }

  private byte[] snapshot(int port, String password) throws Exception {
    Path picture = folder.resolve(port + ".jpg");
    Path secret = folder.resolve(port + ".secret");
    Files.write(secret, PasswordFile.content(password));
    Process process =
        new ProcessBuilder(
                SNAPSHOT.toString(),
                "-quiet",
                "-encodings",
                "raw",
                "-passwd",
                secret.toString(),
                "127.0.0.1::" + port,
                picture.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("snapshot.log").toFile())
            .start();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("snapshot.log"))).isZero();
    return Files.readAllBytes(picture);
  }

  private Process browse(String address) throws IOException {
    return new ProcessBuilder(
            CHROMIUM.toString(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--remote-debugging-port=0",
            "--user-data-dir=" + folder.resolve("browser"),
            address)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("browser.log").toFile())
        .start();
  }

  private static int[] colours(byte[] picture) {
    int[] colours = new int[picture.length / 4];
    for (int i = 0; i < colours.length; i++) {
      colours[i] =
          (picture[4 * i] & 0xff) << 16
              | (picture[4 * i + 1] & 0xff) << 8
              | picture[4 * i + 2] & 0xff;
    }
    return colours;
  }

  private static void assumeInstalled(Path... needed) {
    for (Path path : List.of(needed)) {
      assumeTrue(Files.exists(path), path + " is not installed");
    }
  }
}
