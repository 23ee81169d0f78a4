package org.synnefo.cyclades.model.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Bearer tokens of 256 random bits. Only their hash is stored; plain SHA-256 is enough because they
 * are random and long.
 */
public final class RandomToken {

  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomToken() {}

  /** Generates a token that is safe in URLs, headers and cookies. */
  public static String generate() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Returns the hash that is stored: SHA-256 in hexadecimal. */
  public static String hash(String token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
