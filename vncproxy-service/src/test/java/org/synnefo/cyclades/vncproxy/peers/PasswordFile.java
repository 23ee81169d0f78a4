package org.synnefo.cyclades.vncproxy.peers;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** The password file of VNC programs, encrypted with DES and a well-known key. */
final class PasswordFile {

  /** 23, 82, 107, 6, 35, 78, 88, 7 with the bits of each byte reversed. */
  private static final byte[] KEY = HexFormat.of().parseHex("e84ad660c4721ae0");

  private PasswordFile() {}

  static byte[] content(String password) throws GeneralSecurityException {
    Cipher des = Cipher.getInstance("DES/ECB/NoPadding");
    des.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, "DES"));
    return des.doFinal(Arrays.copyOf(password.getBytes(StandardCharsets.US_ASCII), 8));
  }
}
