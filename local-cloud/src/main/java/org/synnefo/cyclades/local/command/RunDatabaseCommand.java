package org.synnefo.cyclades.local.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.synnefo.cyclades.embedded.EmbeddedDatabase;
import org.synnefo.cyclades.local.settings.CloudFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The process of the embedded PostgreSQL. */
@Command(name = "run-database", hidden = true)
final class RunDatabaseCommand implements Callable<Integer> {

  @ParentCommand Cyclades cyclades;

  @Parameters(index = "0")
  Path folder;

  @Parameters(index = "1")
  int port;

  @Override
  public Integer call() throws IOException, InterruptedException {
    endOrphan();
    EmbeddedDatabase database = EmbeddedDatabase.at(folder, port);
    CountDownLatch ended = new CountDownLatch(1);
    Path ready = new CloudFolder(cyclades.data).folder("run").resolve("database.ready");
    Files.writeString(ready, database.jdbcUrl());
    Runtime.getRuntime().addShutdownHook(new Thread(database::close));
    ended.await();
    return 0;
  }

  /**
   * A server whose process of ours was killed goes on running; it must end before another starts on
   * its data.
   */
  private void endOrphan() throws IOException {
    Path pidFile = folder.resolve("postmaster.pid");
    if (Files.notExists(pidFile)) {
      return;
    }
    long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
    Optional<ProcessHandle> orphan =
        ProcessHandle.of(pid)
            .filter(
                handle ->
                    handle
                        .info()
                        .command()
                        .map(command -> command.endsWith("postgres"))
                        .orElse(false));
    orphan.ifPresent(
        handle -> {
          handle.destroy();
          handle.onExit().join();
        });
  }
}
