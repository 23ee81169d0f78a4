package org.synnefo.cyclades.vncproxy.rfb;

/**
 * What a handshake wants next, after it took bytes. Whatever {@code reply} it has is to be sent
 * first.
 */
public sealed interface HandshakeStep {

  /** Bytes for the peer; empty when there is nothing to say. */
  byte[] reply();

  /** More bytes from the peer. */
  record More(byte[] reply) implements HandshakeStep {}

  /** TLS, from the next byte on; {@code encrypted()} goes on after it. */
  record Encrypt(byte[] reply) implements HandshakeStep {}

  /** The viewer answered the challenge: accept or refuse it. */
  record Responded(byte[] reply, byte[] challenge, byte[] response) implements HandshakeStep {}

  /** Nothing: the security phase is over, the next bytes are ClientInit and ServerInit. */
  record Done(byte[] reply) implements HandshakeStep {}
}
