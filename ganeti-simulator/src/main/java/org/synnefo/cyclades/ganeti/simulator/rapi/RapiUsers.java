package org.synnefo.cyclades.ganeti.simulator.rapi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The users of the remote API, from a file in Ganeti's format: {@code name password rights}. */
public final class RapiUsers {

  private static final int PASSWORD_BYTES = 16;

  private final List<RapiUser> users;

  public RapiUsers(List<RapiUser> users) {
    this.users = List.copyOf(users);
  }

  /**
   * Reads the file. If it does not exist, creates it with one user {@code synnefo}, who has all
   * permissions and a random password; only the owner can read the file.
   *
   * @throws IOException if the file can't be read or a line is invalid
   */
  public static List<RapiUser> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      write(file);
    }
    List<RapiUser> users = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        users.add(parse(file, line.strip().split("\\s+")));
      }
    }
    return users;
  }

  private static RapiUser parse(Path file, String[] words) throws IOException {
    if (words.length < 2) {
      throw new IOException(file + ": each line must have a name, a password and rights");
    }
    List<String> rights = words.length < 3 ? List.of() : List.of(words[2].split(","));
    return new RapiUser(words[0], words[1], rights.contains("read"), rights.contains("write"));
  }

  private static void write(Path file) throws IOException {
    byte[] password = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(password);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, "synnefo " + HexFormat.of().formatHex(password) + " write\n");
  }

  /** The user in the header, if the password is right. */
  Optional<RapiUser> authenticate(String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    String[] credentials;
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(6).strip());
      credentials = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return users.stream()
        .filter(user -> credentials.length == 2 && user.name().equals(credentials[0]))
        .filter(user -> user.hasPassword(credentials[1]))
        .findFirst();
  }
}
