package org.synnefo.cyclades.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * Folders whose content is executed: nobody but their owner may be able to change what is in them,
 * or to put another folder in their place.
 */
public final class PrivateFolder {

  private static final int ROOT = 0;
  private static final int STICKY = 01000;
  private static final int GROUP_WRITES = 020;
  private static final int OTHERS_WRITE = 002;
  private static final int ALL_BUT_OWNER = 077;

  private PrivateFolder() {}

  /** The number of the user who runs this process. */
  static long user() {
    return new UnixSystem().getUid();
  }

  /**
   * Makes a folder, and those above it, for this user alone if they are not there.
   *
   * @return the folder, without symbolic links
   * @throws IllegalStateException that says what is wrong with a folder which others can change
   */
  public static Path make(Path folder) {
    try {
      Files.createDirectories(folder.getParent(), ownerOnly());
      Files.createDirectory(folder, ownerOnly());
    } catch (FileAlreadyExistsException isThere) {
      // It is checked like a new one.
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The folder %s can't be made: %s".formatted(folder, e.getMessage()), e);
    }
    return check(folder);
  }

  /**
   * Checks a folder and all above it.
   *
   * @return the folder, without symbolic links
   * @throws IllegalStateException that says what is wrong
   */
  static Path check(Path folder) {
    try {
      Attributes own = Attributes.of(folder);
      if (own.link()) {
        throw new IllegalStateException("%s is a symbolic link; remove it".formatted(folder));
      }
      if (own.owner() != user() || (own.mode() & ALL_BUT_OWNER) != 0) {
        throw new IllegalStateException(
            "%s must belong to you and be closed to others (mode 0700), or they could change the programs in it; remove it"
                .formatted(folder));
      }
      Path real = folder.toRealPath();
      for (Path above = real.getParent(); above != null; above = above.getParent()) {
        checkAbove(above);
      }
      return real;
    } catch (IOException e) {
      throw new UncheckedIOException("The folder can't be checked: " + folder, e);
    }
  }

  private static void checkAbove(Path folder) throws IOException {
    Attributes attributes = Attributes.of(folder);
    long system = Attributes.of(folder.getRoot()).owner();
    if (attributes.owner() != user()
        && attributes.owner() != ROOT
        && attributes.owner() != system) {
      throw new IllegalStateException(
          "%s belongs to another user, who could change the programs below it; set XDG_CACHE_HOME to a folder of your own"
              .formatted(folder));
    }
    if (attributes.othersWrite()) {
      throw new IllegalStateException(
          "Others can write to %s, and so change the programs below it; run: chmod go-w %s"
              .formatted(folder, folder));
    }
  }

  private static FileAttribute<?> ownerOnly() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  }

  private record Attributes(long owner, long group, int mode, boolean link) {

    static Attributes of(Path path) throws IOException {
      Map<String, Object> unix =
          Files.readAttributes(path, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
      return new Attributes(
          ((Number) unix.get("uid")).longValue(),
          ((Number) unix.get("gid")).longValue(),
          ((Number) unix.get("mode")).intValue(),
          Files.isSymbolicLink(path));
    }

    /** A group with the number of its user has no other members. */
    boolean othersWrite() {
      boolean groupWrites = (mode & GROUP_WRITES) != 0 && group != owner;
      boolean anybodyWrites = (mode & OTHERS_WRITE) != 0;
      return (groupWrites || anybodyWrites) && (mode & STICKY) == 0;
    }
  }
}
