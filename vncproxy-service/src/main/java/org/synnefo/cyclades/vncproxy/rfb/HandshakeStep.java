package org.synnefo.cyclades.vncproxy.rfb;

/**
 * What a handshake needs next after it has processed input. The {@code reply} must be sent first.
 */
public sealed interface HandshakeStep {

  /** Bytes for the peer; empty if there are none. */
  byte[] reply();

  /** More bytes from the peer. */
  record More(byte[] reply) implements HandshakeStep {}

  /** TLS from the next byte on; continue with {@code encrypted()}. */
  record Encrypt(byte[] reply) implements HandshakeStep {}

  /** The viewer answered the challenge: accept or refuse it. */
  record Responded(byte[] reply, byte[] challenge, byte[] response) implements HandshakeStep {}

  /** Nothing: the security phase is over, and the next bytes are ClientInit and ServerInit. */
  record Done(byte[] reply) implements HandshakeStep {}
}
