package org.synnefo.cyclades.model.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of a deployment. It encrypts secrets that must be decrypted again, such as a cluster's
 * password or a console's one-time password, with AES-256-GCM. The purpose is authenticated too, so
 * that a value copied to another column can't be decrypted there.
 */
public final class DeploymentKey {

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  private DeploymentKey(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /**
   * @param base64 32 random bytes in base64, as printed by {@code openssl rand -base64 32}
   * @throws IllegalArgumentException if the value has another form; the message never contains the
   *     key
   */
  public static DeploymentKey parse(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException("The deployment key is not base64.");
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "The deployment key must be %d bytes in base64, not %d."
              .formatted(KEY_BYTES, bytes.length));
    }
    return new DeploymentKey(bytes);
  }

  /** Generates a random key in the form that {@link #parse} accepts. */
  public static String generate() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Encrypts a text for a purpose. Returns nonce, cipher text and tag. */
  public byte[] encrypt(String text, String purpose) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] encrypted =
          cipher(Cipher.ENCRYPT_MODE, nonce, purpose)
              .doFinal(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(NONCE_BYTES + encrypted.length).put(nonce).put(encrypted).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime does not support AES-256-GCM", e);
    }
  }

  /**
   * @throws IllegalArgumentException if the value was not encrypted with this key for this purpose
   */
  public String decrypt(byte[] value, String purpose) {
    if (value.length < NONCE_BYTES) {
      throw new IllegalArgumentException("An encrypted value is too short: " + purpose);
    }
    ByteBuffer buffer = ByteBuffer.wrap(value);
    byte[] nonce = new byte[NONCE_BYTES];
    buffer.get(nonce);
    byte[] encrypted = new byte[buffer.remaining()];
    buffer.get(encrypted);
    try {
      return new String(
          cipher(Cipher.DECRYPT_MODE, nonce, purpose).doFinal(encrypted), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "A value was not encrypted with this deployment key: " + purpose, e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  @Override
  public String toString() {
    return "DeploymentKey[hidden]";
  }
}
