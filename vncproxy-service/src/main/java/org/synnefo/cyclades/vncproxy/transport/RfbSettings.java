package org.synnefo.cyclades.vncproxy.transport;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Port for viewers. */
@ConfigMapping(prefix = "cyclades.vncproxy.rfb")
public interface RfbSettings {

  /** How viewers come to TLS. */
  enum Tls {
    /** Not at all. */
    OFF,
    /** The whole connection is TLS, from its first byte on. */
    WRAPPED,
    /** By VeNCrypt (X509Vnc) if the viewer likes; others authenticate in clear. */
    OFFERED,
    /** By VeNCrypt (X509Vnc); other viewers are refused. */
    REQUIRED
  }

  /** Address to listen at. */
  @WithDefault("127.0.0.1")
  String host();

  /** Port to listen at; 0 takes any. */
  @WithDefault("8777")
  int port();

  /** Connections that may wait to be accepted. */
  @WithDefault("1024")
  int backlog();

  /**
   * Whether a load balancer in front tells the viewers' addresses by the PROXY protocol, version 1
   * or 2.
   */
  @WithDefault("false")
  boolean proxyProtocol();

  /** How viewers come to TLS; needs a certificate and its key. */
  @WithDefault("off")
  Tls tls();

  /** PEM file of the certificate, followed by those that lead to its authority. */
  Optional<Path> certificate();

  /** PEM file of the certificate's private key (PKCS#8). */
  Optional<Path> key();
}
