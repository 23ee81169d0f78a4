package org.synnefo.cyclades.vncproxy.rfb;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * VNC authentication (RFC 6143, section 7.2.2). The viewer encrypts 16 random bytes with DES. The
 * key is the first eight bytes of the password, with the bits of each byte reversed.
 */
public final class VncAuthentication {

  /** Length of a challenge, and of a response. */
  public static final int CHALLENGE_LENGTH = 16;

  /** Significant bytes of a password; the protocol ignores the rest. */
  public static final int PASSWORD_LENGTH = 8;

  /** Per thread, because looking up a cipher is much more expensive than using it. */
  private static final ThreadLocal<Cipher> DES =
      ThreadLocal.withInitial(
          () -> {
            try {
              return Cipher.getInstance("DES/ECB/NoPadding");
            } catch (GeneralSecurityException e) {
              throw new IllegalStateException("this Java runtime does not support DES", e);
            }
          });

  private VncAuthentication() {}

  /** Generates an unpredictable challenge. */
  public static byte[] challenge(SecureRandom random) {
    byte[] challenge = new byte[CHALLENGE_LENGTH];
    random.nextBytes(challenge);
    return challenge;
  }

  /** The response of a viewer who knows this password. */
  public static byte[] response(String password, byte[] challenge) {
    if (challenge.length != CHALLENGE_LENGTH) {
      throw new IllegalArgumentException("a challenge must have 16 bytes, not " + challenge.length);
    }
    try {
      Cipher des = DES.get();
      des.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key(password), "DES"));
      return des.doFinal(challenge);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime does not support DES", e);
    }
  }

  /** Whether this response was made with this password. Takes the same time in both cases. */
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
