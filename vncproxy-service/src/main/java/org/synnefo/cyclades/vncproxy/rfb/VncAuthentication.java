package org.synnefo.cyclades.vncproxy.rfb;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * The challenge and response of VNC authentication (RFC 6143, section 7.2.2): the viewer encrypts
 * 16 random bytes with DES, its key being the password's first eight bytes with the bits of each
 * byte mirrored.
 */
public final class VncAuthentication {

  /** Bytes of a challenge, and of a response. */
  public static final int CHALLENGE_LENGTH = 16;

  /** Bytes of a password that count; what follows them is ignored by the protocol. */
  public static final int PASSWORD_LENGTH = 8;

  /** Each thread's own: to look one up costs many times more than to use it. */
  private static final ThreadLocal<Cipher> DES =
      ThreadLocal.withInitial(
          () -> {
            try {
              return Cipher.getInstance("DES/ECB/NoPadding");
            } catch (GeneralSecurityException e) {
              throw new IllegalStateException("this Java has no DES", e);
            }
          });

  private VncAuthentication() {}

  /** A challenge that nobody can foresee. */
  public static byte[] challenge(SecureRandom random) {
    byte[] challenge = new byte[CHALLENGE_LENGTH];
    random.nextBytes(challenge);
    return challenge;
  }

  /** The response that a viewer who knows this password gives. */
  public static byte[] response(String password, byte[] challenge) {
    if (challenge.length != CHALLENGE_LENGTH) {
      throw new IllegalArgumentException("a challenge has 16 bytes, not " + challenge.length);
    }
    try {
      Cipher des = DES.get();
      des.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key(password), "DES"));
      return des.doFinal(challenge);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java can't use DES", e);
    }
  }

  /** Whether this response was made with this password; takes as long when it was not. */
  public static boolean matches(String password, byte[] challenge, byte[] response) {
    return MessageDigest.isEqual(response(password, challenge), response);
  }

  private static byte[] key(String password) {
    byte[] key = Arrays.copyOf(password.getBytes(StandardCharsets.ISO_8859_1), PASSWORD_LENGTH);
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (Integer.reverse(key[i]) >>> 24);
    }
    return key;
  }
}
