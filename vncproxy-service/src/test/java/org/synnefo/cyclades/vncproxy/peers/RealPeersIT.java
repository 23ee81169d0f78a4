package org.synnefo.cyclades.vncproxy.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synnefo.cyclades.vncproxy.proxy.TestCertificates;
import org.synnefo.cyclades.vncproxy.testing.HaProxy;
import org.synnefo.cyclades.vncproxy.testing.ProxyProcess;
import org.synnefo.cyclades.vncproxy.testing.TestDatabase;
import org.synnefo.cyclades.vncproxy.testing.TestViewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests with viewers and servers of other projects, if they are installed: the picture must be
 * right.
 */
class RealPeersIT {

  private static final Path SNAPSHOT = Path.of("/usr/bin/vncsnapshot");
  private static final Path VIEWER = Path.of("/usr/bin/xtigervncviewer");
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final String BROWSER_ORIGINS = "cyclades.vncproxy.browser.origins";
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
  void vncsnapshotGetsTheSamePictureThroughTheProxy() throws Exception {
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
  void vncsnapshotGetsTheSamePictureWithAWrappedPort() throws Exception {
    assumeInstalled(XServer.PROGRAM, SNAPSHOT);
    assumeTrue(HaProxy.isInstalled(), "HAProxy is not installed");
    Map<String, String> settings = new HashMap<>(new TestCertificates().start());
    settings.put("cyclades.vncproxy.rfb.tls", "wrapped");
    Path certificate = Path.of(settings.get("cyclades.vncproxy.rfb.certificate"));
    try (XServer server = XServer.start(XServer.PATTERN);
        ProxyProcess proxy = ProxyProcess.start(database, settings);
        HaProxy wrapper = HaProxy.encrypting(proxy.rfbPort(), certificate)) {
      byte[] without = snapshot(server.port(), "");
      byte[] through =
          snapshot(wrapper.address().getPort(), database.issue(server.port()).password());
      assertThat(without).isNotEmpty();
      assertThat(through).isEqualTo(without);
    }
  }

  @Test
  void noVncInChromiumShowsTheServersScreen() throws Exception {
    assertNoVncShowsTheServersScreen(
        Map.of(), proxy -> "ws://127.0.0.1:" + proxy.httpPort(), List.of());
  }

  @Test
  void noVncInChromiumShowsTheServersScreenOverTls() throws Exception {
    Map<String, String> settings = new TestCertificates().start();
    Path certificate = Path.of(settings.get("quarkus.http.ssl.certificate.files"));
    assertNoVncShowsTheServersScreen(
        settings,
        proxy -> "wss://127.0.0.1:" + proxy.httpsPort(),
        List.of("--ignore-certificate-errors-spki-list=" + keyHash(certificate)));
  }

  private void assertNoVncShowsTheServersScreen(
      Map<String, String> settings, Function<ProxyProcess, String> origin, List<String> options)
      throws Exception {
    assumeInstalled(XServer.PROGRAM, CHROMIUM, NoVncPage.NOVNC);
    try (NoVncPage page = new NoVncPage();
        XServer server = XServer.start(XServer.PATTERN);
        ProxyProcess proxy =
            ProxyProcess.start(database, with(settings, BROWSER_ORIGINS, page.origin()))) {
      String token = database.issue(server.port()).token();
      String console = origin.apply(proxy) + "/console?token=" + token;
      Process browser = browse(page.address(console), options);
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

  private static Map<String, String> with(Map<String, String> settings, String name, String value) {
    Map<String, String> more = new HashMap<>(settings);
    more.put(name, value);
    return more;
  }

  @Test
  void tigerVncOverTlsShowsTheScreenOfAServerWithTls() throws Exception {
    assumeInstalled(XServer.PROGRAM, VIEWER);
    Map<String, String> settings = new HashMap<>(new TestCertificates().start());
    settings.put("cyclades.vncproxy.rfb.tls", "required");
    settings.put("cyclades.vncproxy.servers.tls", "required");
    String certificate = settings.get("cyclades.vncproxy.rfb.certificate");
    String key = settings.get("cyclades.vncproxy.rfb.key");
    try (XServer server =
            XServer.start(
                "-retro",
                "-SecurityTypes",
                "None,X509None",
                "-X509Cert",
                certificate,
                "-X509Key",
                key);
        XServer desk = XServer.start("-SecurityTypes", "None");
        ProxyProcess proxy = ProxyProcess.start(database, settings)) {
      int[] screen = server.screen();
      assertThat(desk.screen()).isNotEqualTo(screen);
      Process viewer = view(proxy.rfbPort(), server.port(), certificate, desk.display());
      try {
        await()
            .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
            .untilAsserted(() -> assertThat(desk.screen()).isEqualTo(screen));
      } finally {
        viewer.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void qemuIsReachedByVeNCryptWithAVerifiedCertificate() throws Exception {
    assertShowsScreenOf(Optional.empty());
  }

  @Test
  void qemuWithAPasswordIsReachedByVeNCrypt() throws Exception {
    assertShowsScreenOf(Optional.of("cluster1"));
  }

  private void assertShowsScreenOf(Optional<String> password) throws Exception {
    assumeInstalled(Qemu.PROGRAM);
    CertificateAuthority authority = new CertificateAuthority(folder);
    Map<String, String> settings = encryptedServers(authority);
    password.ifPresent(given -> settings.put("cyclades.vncproxy.servers.password", given));
    try (Qemu qemu = Qemu.start(authority, password);
        ProxyProcess proxy = ProxyProcess.start(database, settings);
        TestViewer viewer = new TestViewer(proxy.rfbAddress())) {
      int[] screen = qemu.screen(folder);
      assertThat(Arrays.stream(screen).distinct().count()).isGreaterThan(1);
      assertThat(viewer.authenticate(database.issue(qemu.port()).password())).isNull();
      assertThat(Screen.pixels(viewer.in(), viewer.out())).isEqualTo(screen);
    }
  }

  @Test
  void aQemuWithAnUntrustedCertificateIsRefusedAndLogged() throws Exception {
    assumeInstalled(Qemu.PROGRAM);
    try (Qemu qemu = Qemu.start(new CertificateAuthority(folder), Optional.empty());
        ProxyProcess proxy =
            ProxyProcess.start(database, encryptedServers(new CertificateAuthority(folder)));
        TestViewer viewer = new TestViewer(proxy.rfbAddress())) {
      assertThat(viewer.authenticate(database.issue(qemu.port()).password()))
          .isEqualTo("The console is not available");
      await()
          .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
          .untilAsserted(
              () ->
                  assertThat(proxy.warnings())
                      .anySatisfy(
                          line ->
                              assertThat(line)
                                  .contains("TLS with the server at", ":" + qemu.port())
                                  .contains("PKIX path")));
    }
  }

  private static Map<String, String> encryptedServers(CertificateAuthority authority) {
    Map<String, String> settings = new HashMap<>();
    settings.put("cyclades.vncproxy.servers.tls", "required");
    settings.put("cyclades.vncproxy.servers.authority", authority.certificate().toString());
    return settings;
  }

  private Process view(int proxy, int server, String authority, String display) throws Exception {
    Path secret = folder.resolve("viewer.secret");
    Files.write(secret, PasswordFile.content(database.issue(server).password()));
    ProcessBuilder viewer =
        new ProcessBuilder(
                VIEWER.toString(),
                "-FullScreen",
                "-FullColor",
                "-RemoteResize=0",
                "-SecurityTypes",
                "X509Vnc",
                "-X509CA",
                authority,
                "-passwd",
                secret.toString(),
                "localhost::" + proxy)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("viewer.log").toFile());
    viewer.environment().put("DISPLAY", display);
    viewer.environment().put("HOME", folder.toString());
    return viewer.start();
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

  /** The hash by which Chromium is told to trust the key of a certificate. */
  private static String keyHash(Path certificate) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(certificate)) {
      byte[] key =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(in)
              .getPublicKey()
              .getEncoded();
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
    }
  }

  private Process browse(String address, List<String> options) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(CHROMIUM.toString(), "--headless", "--no-sandbox", "--disable-gpu"));
    command.addAll(List.of("--disable-dev-shm-usage", "--remote-debugging-port=0"));
    command.add("--user-data-dir=" + folder.resolve("browser"));
    command.addAll(options);
    command.add(address);
    return new ProcessBuilder(command)
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
