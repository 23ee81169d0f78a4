package org.synnefo.cyclades.local.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.synnefo.cyclades.embedded.EmbeddedDatabase;
import org.synnefo.cyclades.local.settings.CloudFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The process of the embedded PostgreSQL. */
@Command(name = "run-database", hidden = true)
final class RunDatabaseCommand implements Callable<Integer> {

  private static final int STOP_SECONDS = 60;

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
  private void endOrphan() throws IOException, InterruptedException {
    Path pidFile = folder.resolve("postmaster.pid");
    if (Files.notExists(pidFile)) {
      return;
    }
    long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
    Optional<ProcessHandle> orphan = ProcessHandle.of(pid).filter(this::serves);
    if (orphan.isPresent()) {
      interrupt(orphan.get());
    }
  }

  /** Whether that process works on our data; after a crash its number may be another's. */
  private boolean serves(ProcessHandle process) {
    try {
      Path workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
      return Files.isSameFile(workingDirectory, folder);
    } catch (IOException another) {
      return false;
    }
  }

  /**
   * PostgreSQL takes SIGINT for a fast shutdown; asked by SIGTERM it would wait for the services to
   * leave it, which never do.
   */
  private static void interrupt(ProcessHandle server) throws IOException, InterruptedException {
    new ProcessBuilder("sh", "-c", "kill -INT " + server.pid()).start().waitFor();
    try {
      server.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException lingers) {
      throw new IOException(
          "PostgreSQL, process %d, does not end".formatted(server.pid()), lingers);
    }
  }
}
