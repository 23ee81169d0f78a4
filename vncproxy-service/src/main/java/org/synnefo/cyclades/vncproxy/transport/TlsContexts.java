package org.synnefo.cyclades.vncproxy.transport;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.synnefo.cyclades.service.UnusableSettingsException;
import org.synnefo.cyclades.vncproxy.rfb.ServerHandshake;

/**
 * TLS contexts made from the configured certificates and CAs. They are read at start-up, so a new
 * certificate requires a restart.
 */
@Singleton
class TlsContexts {

  /**
   * Disables session tickets: TLS 1.3 forbids a lifetime of more than a week, so the JDK sends
   * none. Viewers do not resume sessions, and TigerVNC 1.12 hangs if a ticket and the RFB challenge
   * arrive in one packet, because it reads the ticket and does not notice the rest.
   */
  private static final Duration NO_TICKETS = Duration.ofDays(8);

  private final Optional<SslContext> viewers;
  private final Optional<SslContext> servers;

  TlsContexts(RfbSettings rfb, ServerSettings server) {
    viewers =
        rfb.tls() == RfbSettings.Tls.OFF
            ? Optional.empty()
            : Optional.of(
                forViewers(
                    required(rfb.certificate(), "cyclades.vncproxy.rfb.certificate"),
                    required(rfb.key(), "cyclades.vncproxy.rfb.key")));
    servers =
        server.tls() == ServerHandshake.Encryption.NONE
            ? Optional.empty()
            : Optional.of(
                forServers(required(server.authority(), "cyclades.vncproxy.servers.authority")));
  }

  /** For viewers; empty if TLS is off. */
  Optional<SslContext> viewers() {
    return viewers;
  }

  /** For servers; empty if TLS is off. */
  Optional<SslContext> servers() {
    return servers;
  }

  private static SslContext forViewers(Path certificate, Path key) {
    try {
      return SslContextBuilder.forServer(certificate.toFile(), key.toFile())
          .sslProvider(SslProvider.JDK)
          .protocols("TLSv1.3", "TLSv1.2")
          .sessionTimeout(NO_TICKETS.toSeconds())
          .build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new UnusableSettingsException(
          List.of(
              "TLS can't be used with cyclades.vncproxy.rfb.certificate %s and cyclades.vncproxy.rfb.key %s: %s"
                  .formatted(certificate, key, e.getMessage())));
    }
  }

  private static SslContext forServers(Path authority) {
    try {
      return SslContextBuilder.forClient()
          .sslProvider(SslProvider.JDK)
          .protocols("TLSv1.3", "TLSv1.2")
          .trustManager(authority.toFile())
          .endpointIdentificationAlgorithm("")
          .build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new UnusableSettingsException(
          List.of(
              "TLS can't be used with cyclades.vncproxy.servers.authority %s: %s"
                  .formatted(authority, e.getMessage())));
    }
  }

  private static Path required(Optional<Path> path, String name) {
    return path.orElseThrow(
        () ->
            new UnusableSettingsException(List.of("%s is missing: TLS needs it".formatted(name))));
  }
}
