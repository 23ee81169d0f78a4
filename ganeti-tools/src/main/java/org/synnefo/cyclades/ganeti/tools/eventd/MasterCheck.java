package org.synnefo.cyclades.ganeti.tools.eventd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks whether this node is Ganeti's master. Every master candidate has the job queue, but only
 * the master should publish it. Two masters for a moment do no harm; having none for long would.
 */
interface MasterCheck {

  boolean isMaster();

  /** For a single-node cluster. */
  static MasterCheck always() {
    return () -> true;
  }

  /**
   * @param masterNode Ganeti's file with the master's name ({@code ssconf_master_node})
   * @param host name of this node
   */
  static MasterCheck byFile(Path masterNode, String host) {
    return new ByFile(masterNode, host);
  }

  /** Compares host names. The domain is ignored if either name has none. */
  final class ByFile implements MasterCheck {

    private static final Logger LOG = LoggerFactory.getLogger(ByFile.class);

    private final Path file;
    private final String host;
    private Boolean last;

    private ByFile(Path file, String host) {
      this.file = file;
      this.host = host;
    }

    @Override
    public boolean isMaster() {
      boolean master = read();
      if (last == null || last != master) {
        LOG.info(
            "{} is {}", host, master ? "the master" : "not the master; its jobs are not published");
        last = master;
      }
      return master;
    }

    private boolean read() {
      try {
        return sameHost(Files.readString(file).strip(), host);
      } catch (IOException e) {
        if (last == null || last) {
          LOG.warn("can't read {}: {}", file, e.toString());
        }
        return false;
      }
    }

    private static boolean sameHost(String one, String other) {
      if (one.indexOf('.') < 0 || other.indexOf('.') < 0) {
        return firstLabel(one).equalsIgnoreCase(firstLabel(other));
      }
      return one.equalsIgnoreCase(other);
    }

    private static String firstLabel(String name) {
      int dot = name.indexOf('.');
      return dot < 0 ? name : name.substring(0, dot);
    }
  }
}
