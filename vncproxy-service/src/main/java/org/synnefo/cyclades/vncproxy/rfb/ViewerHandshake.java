package org.synnefo.cyclades.vncproxy.rfb;

import java.nio.ByteBuffer;

/**
 * The server side of an RFB handshake, with a viewer.
 *
 * <pre>
 *  version ──▶ security type ──▶ response ──────────────▶ verdict ──▶ over
 *     │              │  └──▶ VeNCrypt ──▶ TLS ──▶ response ─▲
 *     │ 3.3          └────── None ─────────────────────────▶│
 *     └──▶ response ────────────────────────────────────────▶│
 * </pre>
 *
 * <p>It offers one security type, inside TLS if that is offered or required. The caller decides
 * with {@link #accept} or {@link #refuse}. Not thread-safe.
 */
public final class ViewerHandshake {

  /** Whether TLS by VeNCrypt is off, offered, or required. */
  public enum Encryption {
    NONE,
    OFFERED,
    REQUIRED
  }

  private enum Phase {
    VERSION,
    SECURITY_TYPE,
    VENCRYPT_VERSION,
    VENCRYPT_SUBTYPE,
    TLS,
    RESPONSE,
    VERDICT,
    OVER
  }

  private static final byte[] NOTHING = new byte[0];

  private final SecurityType security;
  private final Encryption encryption;
  private final byte[] challenge;
  private final MessageBuffer buffer = new MessageBuffer();
  private Phase phase = Phase.VERSION;
  private ProtocolVersion version;

  /**
   * @param security NONE, or VNC_AUTHENTICATION
   * @param encryption whether to use TLS by VeNCrypt
   * @param challenge for the viewer to encrypt; unused with NONE
   */
  public ViewerHandshake(SecurityType security, Encryption encryption, byte[] challenge) {
    if (security != SecurityType.NONE && security != SecurityType.VNC_AUTHENTICATION) {
      throw new IllegalArgumentException("unsupported security type for viewers: " + security);
    }
    this.security = security;
    this.encryption = encryption;
    this.challenge = challenge.clone();
    buffer.expect(ProtocolVersion.MESSAGE_LENGTH);
  }

  /** The first bytes to send: the highest supported version. */
  public byte[] greeting() {
    return ProtocolVersion.V3_8.message();
  }

  /**
   * Consumes bytes from the viewer, but none beyond the end of the handshake. Bytes that are left
   * in the buffer follow the handshake, or the start of TLS.
   *
   * @throws RfbException if the viewer violated the protocol; {@link #refuse} then returns the last
   *     bytes to send
   */
  public HandshakeStep receive(ByteBuffer input) throws RfbException {
    MessageWriter reply = new MessageWriter();
    while (phase.ordinal() < Phase.VERDICT.ordinal() && phase != Phase.TLS && buffer.take(input)) {
      advance(reply);
      if (phase == Phase.TLS) {
        return new HandshakeStep.Encrypt(reply.bytes());
      }
      if (phase == Phase.VERDICT) {
        return security == SecurityType.NONE
            ? new HandshakeStep.Done(reply.bytes())
            : new HandshakeStep.Responded(reply.bytes(), challenge.clone(), buffer.bytes());
      }
    }
    return new HandshakeStep.More(reply.bytes());
  }

  /** Whether TLS has been agreed and is not established yet. */
  public boolean awaitsEncryption() {
    return phase == Phase.TLS;
  }

  /** Continues after TLS has been established. */
  public HandshakeStep encrypted() {
    if (phase != Phase.TLS) {
      throw new IllegalStateException("TLS was not negotiated");
    }
    MessageWriter reply = new MessageWriter();
    authenticate(reply);
    return phase == Phase.VERDICT
        ? new HandshakeStep.Done(reply.bytes())
        : new HandshakeStep.More(reply.bytes());
  }

  /** The bytes that accept the viewer. */
  public byte[] accept() {
    if (phase != Phase.VERDICT) {
      throw new IllegalStateException("the viewer has not been authenticated");
    }
    phase = Phase.OVER;
    boolean silent = security == SecurityType.NONE && !version.givesReasons();
    return silent ? NOTHING : new MessageWriter().unsignedInt(0).bytes();
  }

  /** The last bytes for a viewer that is refused, if its version allows any at this step. */
  public byte[] refuse(String reason) {
    Phase last = phase;
    phase = Phase.OVER;
    return switch (last) {
      case VERSION, OVER, TLS -> NOTHING;
      case VENCRYPT_VERSION -> new MessageWriter().unsignedByte(1).bytes();
      case VENCRYPT_SUBTYPE -> new MessageWriter().unsignedByte(0).bytes();
      case SECURITY_TYPE, RESPONSE, VERDICT -> failure(reason);
    };
  }

  private byte[] failure(String reason) {
    if (version.givesReasons()) {
      return new MessageWriter().unsignedInt(1).string(reason).bytes();
    }
    boolean silent = security == SecurityType.NONE;
    return silent ? NOTHING : new MessageWriter().unsignedInt(1).bytes();
  }

  private void advance(MessageWriter reply) throws RfbException {
    switch (phase) {
      case VERSION -> chooseVersion(reply);
      case SECURITY_TYPE -> chooseSecurityType(reply);
      case VENCRYPT_VERSION -> agreeOnVenCrypt(reply);
      case VENCRYPT_SUBTYPE -> chooseSubtype(reply);
      case RESPONSE -> phase = Phase.VERDICT;
      default -> throw new IllegalStateException(phase.name());
    }
  }

  private void chooseVersion(MessageWriter reply) throws RfbException {
    version = ProtocolVersion.understood(buffer.bytes());
    if (!version.choosesSecurityType()) {
      if (encryption == Encryption.REQUIRED) {
        throw new RfbException(RfbException.Kind.SECURITY_TYPE, "RFB 3.3 does not support TLS.");
      }
      reply.unsignedInt(security.number());
      authenticate(reply);
      return;
    }
    switch (encryption) {
      case NONE -> reply.unsignedByte(1).unsignedByte(security.number());
      case OFFERED ->
          reply
              .unsignedByte(2)
              .unsignedByte(SecurityType.VENCRYPT.number())
              .unsignedByte(security.number());
      case REQUIRED -> reply.unsignedByte(1).unsignedByte(SecurityType.VENCRYPT.number());
    }
    await(Phase.SECURITY_TYPE, 1);
  }

  private void chooseSecurityType(MessageWriter reply) throws RfbException {
    int choice = buffer.unsignedByte();
    if (choice == security.number() && encryption != Encryption.REQUIRED) {
      authenticate(reply);
    } else if (choice == SecurityType.VENCRYPT.number() && encryption != Encryption.NONE) {
      reply.unsignedByte(VenCrypt.MAJOR).unsignedByte(VenCrypt.MINOR);
      await(Phase.VENCRYPT_VERSION, 2);
    } else {
      throw new RfbException(RfbException.Kind.SECURITY_TYPE, "The security type was not offered.");
    }
  }

  private void agreeOnVenCrypt(MessageWriter reply) throws RfbException {
    if (!VenCrypt.isVersion(buffer.bytes())) {
      throw new RfbException(RfbException.Kind.SECURITY_TYPE, "Only VeNCrypt 0.2 is supported.");
    }
    reply.unsignedByte(0).unsignedByte(1).unsignedInt(VenCrypt.subtypeOf(security).number());
    await(Phase.VENCRYPT_SUBTYPE, 4);
  }

  private void chooseSubtype(MessageWriter reply) throws RfbException {
    if (buffer.unsignedInt() != VenCrypt.subtypeOf(security).number()) {
      throw new RfbException(
          RfbException.Kind.SECURITY_TYPE, "The VeNCrypt subtype was not offered.");
    }
    reply.unsignedByte(1);
    phase = Phase.TLS;
  }

  private void authenticate(MessageWriter reply) {
    if (security == SecurityType.NONE) {
      phase = Phase.VERDICT;
    } else {
      reply.raw(challenge);
      await(Phase.RESPONSE, VncAuthentication.CHALLENGE_LENGTH);
    }
  }

  private void await(Phase next, int length) {
    phase = next;
    buffer.expect(length);
  }
}
