package org.synnefo.cyclades.vncproxy.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged proxy in a separate process, as an operator starts it. */
public final class ProxyProcess implements AutoCloseable {

  private static final Pattern RFB = Pattern.compile("Listening for viewers at .*:(\\d+)");
  private static final Pattern HTTP = Pattern.compile("Listening on: http://[^:]+:(\\d+)");
  private static final Pattern HTTPS = Pattern.compile("Listening on: .* https://[^:]+:(\\d+)");
  private static final int START_SECONDS = 60;

  private final Process process;
  private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Integer> rfb = new CompletableFuture<>();
  private final CompletableFuture<Integer> http = new CompletableFuture<>();
  private final CompletableFuture<Integer> https = new CompletableFuture<>();

  private ProxyProcess(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "proxy-log");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts the proxy on free ports and waits until it listens. */
  public static ProxyProcess start(TestDatabase database, Map<String, String> settings)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx48m", "-Xss512k", "-XX:TieredStopAtLevel=4"));
    command.add("-XX:MaxDirectMemorySize=64m");
    command.addAll(List.of("-Dquarkus.http.port=0", "-Dquarkus.http.ssl-port=0"));
    command.add("-Dquarkus.datasource.jdbc.url=" + database.url());
    command.add("-Dquarkus.datasource.username=" + database.user());
    command.add("-Dcyclades.vncproxy.rfb.port=0");
    command.add("-Dcyclades.vncproxy.destinations.networks=127.0.0.0/8");
    command.add("-Dcyclades.vncproxy.destinations.first-port=1024");
    command.add("-Dcyclades.vncproxy.destinations.last-port=65535");
    command.add("-Dcyclades.vncproxy.limits.per-user=100000");
    command.add("-Dcyclades.vncproxy.limits.per-server=100000");
    command.add("-Dcyclades.vncproxy.limits.handshakes-per-address=500");
    command.add("-Dcyclades.vncproxy.back-off.free=1000000");
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-jar", Path.of("target", "quarkus-app", "quarkus-run.jar").toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("QUARKUS_DATASOURCE_PASSWORD", database.password());
    builder.environment().put("CYCLADES_DEPLOYMENT_KEY", database.key());
    ProxyProcess proxy = new ProxyProcess(builder.start());
    proxy.rfb.get(START_SECONDS, TimeUnit.SECONDS);
    proxy.http.get(START_SECONDS, TimeUnit.SECONDS);
    return proxy;
  }

  public int rfbPort() {
    return rfb.join();
  }

  public int httpPort() {
    return http.join();
  }

  /** The HTTPS port, if a certificate is configured. */
  public int httpsPort() {
    return Objects.requireNonNull(https.getNow(null), "no certificate is set");
  }

  public InetSocketAddress rfbAddress() {
    return new InetSocketAddress("127.0.0.1", rfbPort());
  }

  public Process process() {
    return process;
  }

  /** Log lines with level warning or higher. */
  public Queue<String> warnings() {
    return warnings;
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(RFB.matcher(line), rfb);
        take(HTTPS.matcher(line), https);
        take(HTTP.matcher(line), http);
        if (line.contains("ERROR") || line.contains("WARN") || line.contains("Exception")) {
          System.out.println(line);
          warnings.add(line);
        }
      }
    } catch (IOException closed) {
      // The process has ended.
      rfb.cancel(false);
    }
    rfb.cancel(false);
    http.cancel(false);
  }

  private static void take(Matcher line, CompletableFuture<Integer> port) {
    if (line.find()) {
      port.complete(Integer.valueOf(line.group(1)));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
