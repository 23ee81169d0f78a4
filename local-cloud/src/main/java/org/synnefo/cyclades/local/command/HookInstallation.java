package org.synnefo.cyclades.local.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.synnefo.cyclades.local.settings.CloudFolder;

/** Installs the hook for the simulator, as it is installed on a Ganeti node. */
record HookInstallation(CloudFolder folder) {

  void run() {
    Path ganeti = folder.folder("ganeti");
    Path log = folder.folder("logs").resolve("hook-installation.log");
    ProcessBuilder installer =
        new ProcessBuilder(
                "sh",
                Cyclades.HOME.resolve("deploy/ganeti/install").toString(),
                "--hooks",
                ganeti.resolve("hooks").toString(),
                "--spool",
                folder.folder("spool").toString(),
                "--bin",
                ganeti.resolve("bin").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    try {
      if (installer.start().waitFor() != 0) {
        throw new IllegalStateException("The hook could not be installed; see " + log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The hook's installer can't be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
