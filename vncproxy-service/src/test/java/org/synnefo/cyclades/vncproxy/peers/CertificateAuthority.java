package org.synnefo.cyclades.vncproxy.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A CA and the certificate of a node, in the files that QEMU expects. */
final class CertificateAuthority {

  private static final String PASSWORD = "changeit";

  private final Path folder;

  /** Creates both with the JDK's keytool. */
  CertificateAuthority(Path parent)
      throws IOException, InterruptedException, GeneralSecurityException {
    folder = Files.createTempDirectory(parent, "authority");
    keytool("ca", "-dname", "CN=Authority", "-ext", "bc=ca:true");
    keytool("node", "-dname", "CN=node1", "-signer", "ca");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("store.p12"))) {
      keys.load(in, PASSWORD.toCharArray());
    }
    pem("ca-cert.pem", "CERTIFICATE", keys.getCertificate("ca").getEncoded());
    pem("server-cert.pem", "CERTIFICATE", keys.getCertificate("node").getEncoded());
    pem("server-key.pem", "PRIVATE KEY", keys.getKey("node", PASSWORD.toCharArray()).getEncoded());
  }

  Path folder() {
    return folder;
  }

  Path certificate() {
    return folder.resolve("ca-cert.pem");
  }

  private void keytool(String alias, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "RSA", "-keysize", "2048"));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", folder.resolve("store.p12").toString()));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed");
    }
  }

  private void pem(String file, String type, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        folder.resolve(file),
        "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(type, body, type));
  }
}
