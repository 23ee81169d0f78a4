package org.synnefo.cyclades.vncproxy.rfb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The client side of an RFB handshake, with a VNC server. It ends with {@link HandshakeStep.Done};
 * the next bytes are the viewer's ClientInit. Not thread-safe.
 *
 * <p>It chooses the first usable type of VeNCrypt with a certificate (if TLS is enabled), VNC
 * authentication (if there is a password), and None.
 */
public final class ServerHandshake {

  /** Whether TLS by VeNCrypt is off, possible, or required. */
  public enum Encryption {
    NONE,
    POSSIBLE,
    REQUIRED
  }

  private enum Phase {
    VERSION,
    TYPE_OF_SERVER,
    TYPE_COUNT,
    TYPES,
    VENCRYPT_VERSION,
    VENCRYPT_ANSWER,
    SUBTYPES,
    SUBTYPE_ANSWER,
    TLS,
    CHALLENGE,
    RESULT,
    REASON_LENGTH,
    REASON,
    OVER
  }

  /** A longer reason is cut: nobody would read it, and its length comes from an untrusted peer. */
  private static final int REASON_LIMIT = 1024;

  private final Optional<String> password;
  private final Encryption encryption;
  private final MessageBuffer buffer = new MessageBuffer();
  private Phase phase = Phase.VERSION;
  private ProtocolVersion version;
  private SecurityType inner = SecurityType.NONE;

  /**
   * @param password of the server, if it has one
   * @param encryption whether to use TLS by VeNCrypt
   */
  public ServerHandshake(Optional<String> password, Encryption encryption) {
    this.password = password;
    this.encryption = encryption;
    buffer.expect(ProtocolVersion.MESSAGE_LENGTH);
  }

  /**
   * Consumes bytes from the server, but none beyond the end of the handshake.
   *
   * @throws RfbException if the server violated the protocol, or refused
   */
  public HandshakeStep receive(ByteBuffer input) throws RfbException {
    MessageWriter reply = new MessageWriter();
    while (phase != Phase.OVER && phase != Phase.TLS && buffer.take(input)) {
      advance(reply);
    }
    return switch (phase) {
      case OVER -> new HandshakeStep.Done(reply.bytes());
      case TLS -> new HandshakeStep.Encrypt(reply.bytes());
      default -> new HandshakeStep.More(reply.bytes());
    };
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
    authenticate();
    return phase == Phase.OVER
        ? new HandshakeStep.Done(new byte[0])
        : new HandshakeStep.More(new byte[0]);
  }

  private void advance(MessageWriter reply) throws RfbException {
    switch (phase) {
      case VERSION -> answerVersion(reply);
      case TYPE_OF_SERVER -> takeTypeOfServer();
      case TYPE_COUNT -> countTypes();
      case TYPES -> chooseType(reply);
      case VENCRYPT_VERSION -> agreeOnVenCrypt(reply);
      case VENCRYPT_ANSWER -> countSubtypes();
      case SUBTYPES -> chooseSubtype(reply);
      case SUBTYPE_ANSWER -> startTls();
      case CHALLENGE -> respond(reply);
      case RESULT -> takeResult();
      case REASON_LENGTH -> await(Phase.REASON, (int) Math.min(buffer.unsignedInt(), REASON_LIMIT));
      case REASON -> throw refused(new String(buffer.bytes(), StandardCharsets.ISO_8859_1));
      default -> throw new IllegalStateException(phase.name());
    }
  }

  private void answerVersion(MessageWriter reply) throws RfbException {
    version = ProtocolVersion.understood(buffer.bytes());
    reply.raw(version.message());
    if (version.choosesSecurityType()) {
      await(Phase.TYPE_COUNT, 1);
    } else {
      await(Phase.TYPE_OF_SERVER, 4);
    }
  }

  private void takeTypeOfServer() throws RfbException {
    long type = buffer.unsignedInt();
    if (type == 0) {
      await(Phase.REASON_LENGTH, 4);
      return;
    }
    if (encryption == Encryption.REQUIRED) {
      throw unusable();
    }
    inner = usable(type).orElseThrow(ServerHandshake::unusable);
    authenticate();
  }

  private void countTypes() {
    int count = buffer.unsignedByte();
    if (count == 0) {
      await(Phase.REASON_LENGTH, 4);
    } else {
      await(Phase.TYPES, count);
    }
  }

  private void chooseType(MessageWriter reply) throws RfbException {
    Optional<SecurityType> best = Optional.empty();
    for (byte offered : buffer.bytes()) {
      int type = offered & 0xff;
      if (type == SecurityType.VENCRYPT.number() && encryption != Encryption.NONE) {
        reply.unsignedByte(type);
        await(Phase.VENCRYPT_VERSION, 2);
        return;
      }
      best = stronger(best, usable(type));
    }
    if (encryption == Encryption.REQUIRED) {
      throw unusable();
    }
    inner = best.orElseThrow(ServerHandshake::unusable);
    reply.unsignedByte(inner.number());
    authenticate();
  }

  private void agreeOnVenCrypt(MessageWriter reply) throws RfbException {
    if (buffer.unsignedByte() == 0 && buffer.bytes()[1] < VenCrypt.MINOR) {
      throw new RfbException(RfbException.Kind.SECURITY_TYPE, "Only VeNCrypt 0.2 is supported.");
    }
    reply.unsignedByte(VenCrypt.MAJOR).unsignedByte(VenCrypt.MINOR);
    await(Phase.VENCRYPT_ANSWER, 2);
  }

  private void countSubtypes() throws RfbException {
    int count = buffer.bytes()[1] & 0xff;
    if (buffer.unsignedByte() != 0 || count == 0) {
      throw unusable();
    }
    await(Phase.SUBTYPES, 4 * count);
  }

  private void chooseSubtype(MessageWriter reply) throws RfbException {
    ByteBuffer offered = ByteBuffer.wrap(buffer.bytes());
    Optional<SecurityType> best = Optional.empty();
    while (offered.hasRemaining()) {
      int subtype = offered.getInt();
      if (subtype == SecurityType.X509_NONE.number()) {
        best = stronger(best, Optional.of(SecurityType.NONE));
      } else if (subtype == SecurityType.X509_VNC.number() && password.isPresent()) {
        best = stronger(best, Optional.of(SecurityType.VNC_AUTHENTICATION));
      }
    }
    inner = best.orElseThrow(ServerHandshake::unusable);
    reply.unsignedInt(VenCrypt.subtypeOf(inner).number());
    await(Phase.SUBTYPE_ANSWER, 1);
  }

  private void startTls() throws RfbException {
    if (buffer.unsignedByte() == 0) {
      throw refused("");
    }
    phase = Phase.TLS;
  }

  private void authenticate() {
    if (inner == SecurityType.VNC_AUTHENTICATION) {
      await(Phase.CHALLENGE, VncAuthentication.CHALLENGE_LENGTH);
    } else if (version.givesReasons()) {
      await(Phase.RESULT, 4);
    } else {
      phase = Phase.OVER;
    }
  }

  private void respond(MessageWriter reply) {
    reply.raw(VncAuthentication.response(password.orElseThrow(), buffer.bytes()));
    await(Phase.RESULT, 4);
  }

  private void takeResult() throws RfbException {
    if (buffer.unsignedInt() == 0) {
      phase = Phase.OVER;
    } else if (version.givesReasons()) {
      await(Phase.REASON_LENGTH, 4);
    } else {
      throw refused("");
    }
  }

  private Optional<SecurityType> usable(long type) {
    if (type == SecurityType.VNC_AUTHENTICATION.number() && password.isPresent()) {
      return Optional.of(SecurityType.VNC_AUTHENTICATION);
    }
    return type == SecurityType.NONE.number() ? Optional.of(SecurityType.NONE) : Optional.empty();
  }

  private static Optional<SecurityType> stronger(
      Optional<SecurityType> one, Optional<SecurityType> other) {
    return one.equals(Optional.of(SecurityType.VNC_AUTHENTICATION)) || other.isEmpty()
        ? one
        : other;
  }

  private void await(Phase next, int length) {
    phase = next;
    buffer.expect(length);
  }

  private static RfbException unusable() {
    return new RfbException(
        RfbException.Kind.SECURITY_TYPE, "The server offers no supported security type.");
  }

  private static RfbException refused(String reason) {
    return new RfbException(
        RfbException.Kind.REFUSED, reason.isEmpty() ? "The server refused." : reason);
  }
}
