package org.synnefo.cyclades.dispatcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.synnefo.cyclades.ganeti.client.ClusterAddress;
import org.synnefo.cyclades.ganeti.client.GanetiClient;
import org.synnefo.cyclades.ganeti.client.GanetiClientFactory;
import org.synnefo.cyclades.ganeti.client.GanetiException;
import org.synnefo.cyclades.ganeti.client.JobId;
import org.synnefo.cyclades.ganeti.client.JobStatus;
import org.synnefo.cyclades.ganeti.simulator.SimulatorServer;
import org.synnefo.cyclades.ganeti.simulator.SimulatorSettings;
import org.synnefo.cyclades.ganeti.simulator.fault.Fault;
import org.synnefo.cyclades.ganeti.simulator.job.JobTimes;
import org.synnefo.cyclades.ganeti.simulator.rapi.RapiSettings;
import org.synnefo.cyclades.ganeti.simulator.rapi.RapiUser;

import static org.awaitility.Awaitility.await;

/** A cluster of its own for a test, that sends no events. */
final class SimulatedCluster implements AutoCloseable {

  static final String USER = "writer";
  static final String PASSWORD = "example";
  private static final String PASSWORDS = "passwords";

  private final Path data;
  private SimulatorSettings settings;
  private final int port;
  private final GanetiClient client;
  private SimulatorServer server;

  SimulatedCluster(GanetiClientFactory factory) {
    try {
      data = Files.createTempDirectory("simulator");
      Path script = data.resolve("create");
      Files.writeString(
          script,
          "#!/bin/sh\necho \"$OSP_IMG_PASSWD\" >> '%s'\n".formatted(data.resolve("passwords")));
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
      SimulatorSettings defaults =
          SimulatorSettings.of(data, RapiSettings.of(RapiUser.writer(USER, PASSWORD)));
      server =
          SimulatorServer.start(
              defaults
                  .withTimes(JobTimes.none())
                  .withScripts(defaults.scripts().withOsCreate(script)));
      port = server.port();
      settings =
          defaults
              .withTimes(JobTimes.none())
              .withScripts(defaults.scripts().withOsCreate(script))
              .withRapi(defaults.rapi().withPort(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    client =
        factory.connect(
            new ClusterAddress(List.of(URI.create(url())), USER, PASSWORD, Optional.empty()));
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** As an operator beside us would use it. */
  GanetiClient client() {
    return client;
  }

  /** Does something by hand, to its end. */
  void ended(JobId job) {
    await().until(() -> client.job(job).filter(info -> info.status().isFinal()).isPresent());
  }

  void fault(Fault fault) {
    server.faults().add(fault);
  }

  /** No fault happens any more, and what hangs goes on. */
  void healthy() {
    server.faults().clear();
  }

  /** Nothing listens there until {@link #startAgain}. */
  void stop() {
    server.close();
  }

  void startAgain() {
    server = SimulatorServer.start(settings);
  }

  /** From now on another cluster answers at the same endpoint: empty, and with jobs from 1. */
  void becomeAnother() {
    restart(() -> settings = settings.withData(data.resolve("another")));
  }

  /** The cluster that it was at first answers again. */
  void becomeItself() {
    restart(() -> settings = settings.withData(data));
  }

  /** The numbers of jobs begin again, as in a cluster that was restored without its queue. */
  void numberJobsAnew() {
    restart(
        () -> {
          try {
            Files.move(data.resolve("queue"), data.resolve("queue-" + UUID.randomUUID()));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private void restart(Runnable between) {
    stop();
    between.run();
    startAgain();
  }

  boolean has(String instance) {
    return client.instance(instance).isPresent();
  }

  /** How many jobs of an instance were submitted. */
  long jobs(String opcode, String instance) {
    return client.jobs().stream()
        .filter(job -> job.opcodes().contains(opcode) && job.instances().contains(instance))
        .count();
  }

  /** How many instances of that name were ever made. */
  long creations(String instance) {
    return client.jobs().stream()
        .filter(job -> job.status() == JobStatus.SUCCESS)
        .filter(job -> job.opcodes().contains("OP_INSTANCE_CREATE"))
        .filter(job -> job.instances().contains(instance))
        .count();
  }

  /** The passwords that the create script was given. */
  List<String> givenPasswords() throws IOException {
    Path file = data.resolve(PASSWORDS);
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /** Everything that the job queue has on disk. */
  String queue() throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(data.resolve("queue"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.add(Files.readString(file));
      }
    }
    return String.join("\n", texts);
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (GanetiException away) {
      throw new IllegalStateException("The test's client does not close", away);
    }
    server.close();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
