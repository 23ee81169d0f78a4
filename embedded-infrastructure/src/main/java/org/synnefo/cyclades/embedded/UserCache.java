package org.synnefo.cyclades.embedded;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The folder where this user's programs keep what they can make again: {@code
 * $XDG_CACHE_HOME/cyclades}, or {@code ~/.cache/cyclades}.
 */
final class UserCache {

  private static final String VARIABLE = "XDG_CACHE_HOME";

  private final Map<String, String> environment;

  /**
   * @param environment of the process
   */
  UserCache(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Where it is, or would be.
   *
   * @throws IllegalStateException if there is neither a cache folder nor a home
   */
  Path path() {
    String cache = environment.getOrDefault(VARIABLE, "");
    if (cache.startsWith("/")) {
      return Path.of(cache, "cyclades");
    }
    String home = environment.getOrDefault("HOME", "");
    if (home.startsWith("/")) {
      return Path.of(home, ".cache", "cyclades");
    }
    throw new IllegalStateException(
        "PostgreSQL needs a folder to be unpacked to, and HOME is not set; set XDG_CACHE_HOME to a folder of your own");
  }

  /**
   * Makes it if it is not there.
   *
   * @return the folder, which is this user's alone
   * @throws IllegalStateException that says what is wrong with it, and what to do
   */
  Path make() {
    Path path = path();
    try {
      return PrivateFolder.make(path);
    } catch (UncheckedIOException e) {
      throw new IllegalStateException(
          "PostgreSQL can't be unpacked to %s (%s); set XDG_CACHE_HOME to a folder that you can write to"
              .formatted(path, e.getCause().toString()),
          e);
    }
  }
}
