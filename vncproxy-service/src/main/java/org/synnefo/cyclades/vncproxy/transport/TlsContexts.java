package org.synnefo.cyclades.vncproxy.transport;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.synnefo.cyclades.vncproxy.rfb.ServerHandshake;

/**
 * Certificates and authorities, as the settings name them. Read at the start: a new certificate
 * needs a restart.
 */
@Singleton
class TlsContexts {

  /**
   * TLS 1.3 forbids tickets that live longer than a week, so the JDK gives none out. Viewers do not
   * resume sessions, and TigerVNC's (1.12) waits for ever where a ticket and RFB's challenge come
   * in one packet: it takes the ticket and does not see that more is there.
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

  /** Where viewers may use TLS. */
  Optional<SslContext> viewers() {
    return viewers;
  }

  /** Where servers may use TLS. */
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
      throw new IllegalStateException("No TLS with the certificate " + certificate, e);
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
      throw new IllegalStateException("No TLS with the authority " + authority, e);
    }
  }

  private static Path required(Optional<Path> path, String name) {
    return path.orElseThrow(
        () -> new IllegalStateException("TLS is asked for, and needs the setting " + name));
  }
}
