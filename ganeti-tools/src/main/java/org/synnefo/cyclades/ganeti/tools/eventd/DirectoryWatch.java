package org.synnefo.cyclades.ganeti.tools.eventd;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports files that are created or changed in some directories. Events can be lost: the system's
 * event queue is bounded, and a directory may disappear for a while. A known loss is reported, but
 * callers must not rely on that alone.
 */
final class DirectoryWatch implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatch.class);

  private final List<Path> directories;
  private final WatchService service;
  private final Map<Path, WatchKey> keys = new HashMap<>();
  private final Set<Path> missing = new HashSet<>();

  /**
   * The changes.
   *
   * @param names of files, by directory
   * @param incomplete whether events may have been lost
   */
  record Changes(Map<Path, Set<String>> names, boolean incomplete) {

    Set<String> in(Path directory) {
      return names.getOrDefault(directory, Set.of());
    }
  }

  DirectoryWatch(List<Path> directories) throws IOException {
    this.directories = List.copyOf(directories);
    this.service = FileSystems.getDefault().newWatchService();
  }

  /** Whether all directories are known to exist and to be watched. */
  boolean isComplete() {
    return keys.values().stream().filter(WatchKey::isValid).count() == directories.size();
  }

  /** Waits for changes and returns all that are available; none if the time expires. */
  Changes await(Duration time) throws InterruptedException {
    boolean incomplete = register();
    Map<Path, Set<String>> names = new HashMap<>();
    WatchKey key = service.poll(time.toMillis(), TimeUnit.MILLISECONDS);
    while (key != null) {
      for (WatchEvent<?> event : key.pollEvents()) {
        if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
          incomplete = true;
        } else {
          names
              .computeIfAbsent((Path) key.watchable(), directory -> new HashSet<>())
              .add(event.context().toString());
        }
      }
      key.reset();
      key = service.poll();
    }
    return new Changes(names, incomplete);
  }

  /**
   * Starts watching the directories that are not watched yet, or not any more.
   *
   * @return whether there were any; earlier changes in them are unknown
   */
  private boolean register() {
    boolean registered = false;
    for (Path directory : directories) {
      WatchKey key = keys.get(directory);
      if (key != null && key.isValid()) {
        continue;
      }
      try {
        keys.put(
            directory,
            directory.register(
                service,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY));
        missing.remove(directory);
        registered = true;
      } catch (IOException e) {
        keys.remove(directory);
        if (missing.add(directory)) {
          LOG.warn("can't watch {}, trying again: {}", directory, e.toString());
        }
      }
    }
    return registered;
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
