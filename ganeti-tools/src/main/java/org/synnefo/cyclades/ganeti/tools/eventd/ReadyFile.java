package org.synnefo.cyclades.ganeti.tools.eventd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that exists while the daemon is connected and watching. */
final class ReadyFile {

  private static final Logger LOG = LoggerFactory.getLogger(ReadyFile.class);

  private final Path file;
  private boolean ready;

  /**
   * @param file null for none
   */
  ReadyFile(Path file) {
    this.file = file;
    remove();
  }

  void set(boolean nowReady) {
    if (nowReady != ready) {
      LOG.info(nowReady ? "ready" : "not ready");
      ready = nowReady;
    }
    if (ready) {
      touch();
    } else {
      remove();
    }
  }

  private void touch() {
    if (file == null) {
      return;
    }
    try {
      if (Files.exists(file)) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      } else {
        Files.writeString(file, "ready\n");
      }
    } catch (IOException e) {
      LOG.warn("can't write {}: {}", file, e.toString());
    }
  }

  private void remove() {
    if (file == null) {
      return;
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("can't remove {}: {}", file, e.toString());
    }
  }
}
