package org.synnefo.cyclades.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synnefo.cyclades.local.settings.Secrets;

import static org.assertj.core.api.Assertions.assertThat;

/** A cloud whose user never had one, and that is killed instead of stopped. */
class InterruptedCloudIT {

  private static final List<Path> SHARED_FOLDERS =
      List.of(Path.of("/tmp"), Path.of("/var/tmp"), Path.of("/dev/shm"));

  @TempDir Path home;
  private Path folder;
  private LocalCloud cloud;

  @BeforeEach
  void aUserWhoNeverHadACloud() {
    folder = home.resolve("cloud");
    cloud = new LocalCloud(folder, Map.of("HOME", home.toString(), "XDG_CACHE_HOME", ""));
  }

  @AfterEach
  void stop() throws Exception {
    cloud.close();
  }

  @Test
  void afterAKillNothingIsLeftInSharedFoldersAndUpGoesOn() throws Exception {
    Set<String> before = sharedFiles();
    LocalCloud.Outcome first = cloud.run("up", "--ports", "any", "--broker", "embedded");
    assertThat(first.status()).as(first.output()).isZero();
    assertThat(first.output())
        .containsPattern("PostgreSQL is unpacked \\(.* s\\)")
        .containsPattern("database is created \\(.* s\\)")
        .containsPattern("schema is up to date \\(.* s\\)");
    List<ProcessHandle> processes = processes();
    assertThat(processes).allSatisfy(this::usesNoSharedFolder);
    assertThat(processes).allSatisfy(process -> tellsNoSecret(process, cloud.settings().secrets()));

    processes.forEach(ProcessHandle::destroyForcibly);
    processes.forEach(process -> process.onExit().join());

    Set<String> left = sharedFiles();
    left.removeAll(before);
    assertThat(left).isEmpty();
    cloud.up();
    LocalCloud.Outcome status = cloud.run("status");
    assertThat(status.status()).as(status.output()).isZero();
  }

  @Test
  void whatAnUpThatWasKilledBeganIsBegunAgain() throws Exception {
    Path unpacked = home.resolve(".cache/cyclades/unfinished-1/bin");
    Files.createDirectories(unpacked);
    Files.writeString(unpacked.resolve("postgres"), "half");
    for (Path closed : List.of(home.resolve(".cache"), home.resolve(".cache/cyclades"))) {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
    Files.createDirectories(folder.resolve(".database-unfinished-1/base"));
    Files.writeString(folder.resolve(".database-unfinished-1/PG_VERSION"), "18\n");

    cloud.up("--broker", "embedded");

    assertThat(folder.resolve(".database-unfinished-1")).doesNotExist();
    assertThat(unpacked).doesNotExist();
  }

  @Test
  void aCloudOfAnEarlierVersionIsNamed() throws Exception {
    assertThat(cloud.run("up", "--ports", "any", "--broker", "nonsense").status()).isOne();
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("cloud.json"),
        """
        {"ports": {"API": 1, "DISPATCHER": 2, "CONSOLE_WEB": 3, "CONSOLE": 4, "DATABASE": 5,
                   "AMQP": 6, "RAPI": 7, "PORT_MAPPER": 8, "BROKER_NODE": 9},
         "secrets": {"deploymentKey": "k", "firstToken": "1", "secondToken": "2",
                     "adminToken": "a", "amqpPassword": "p", "rapiPassword": "r",
                     "operatorToken": "o"},
         "cluster": null, "broker": {"kind": "EMBEDDED", "url": null}}
        """);

    LocalCloud.Outcome outcome = cloud.run("up");

    assertThat(outcome.status()).isOne();
    assertThat(outcome.output())
        .contains("cyclades: The cloud in %s was made by an earlier version".formatted(folder));
  }

  private List<ProcessHandle> processes() throws IOException, InterruptedException {
    List<ProcessHandle> processes = new ArrayList<>();
    for (JsonNode part :
        new ObjectMapper().readTree(cloud.run("status", "-o", "json").output()).get("parts")) {
      ProcessHandle process = ProcessHandle.of(part.get("pid").asLong()).orElseThrow();
      processes.add(process);
      process.descendants().forEach(processes::add);
    }
    return processes;
  }

  /** Nothing is open or mapped there, by which processes of others could be reached or harmed. */
  private void usesNoSharedFolder(ProcessHandle process) {
    try (Stream<String> mapped =
        Files.lines(Path.of("/proc", Long.toString(process.pid()), "maps"))) {
      assertThat(mapped.filter(line -> line.matches(".* (/tmp|/var/tmp|/dev/shm)/.*")))
          .as(process.info().commandLine().orElse(""))
          .filteredOn(line -> !line.contains(home.toString()))
          .isEmpty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void tellsNoSecret(ProcessHandle process, Secrets secrets) {
    try {
      assertThat(Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline")))
          .doesNotContain(
              secrets.databasePassword(),
              secrets.amqpPassword(),
              secrets.rapiPassword(),
              secrets.deploymentKey(),
              secrets.operatorToken());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The names of what programs like ours leave; other tests have files there, too. */
  private static Set<String> sharedFiles() throws IOException {
    Set<String> all = new TreeSet<>();
    for (Path shared : SHARED_FOLDERS) {
      try (Stream<Path> files = Files.list(shared)) {
        all.addAll(
            files
                .map(Path::toString)
                .filter(
                    name ->
                        name.matches(
                            ".*/(vertx-cache|cyclades-broker|embedded-pg|epg|PostgreSQL|libnetty"
                                + "|netty|jna|zstd|detect_linux|quarkus|rabbitmq).*"))
                .collect(Collectors.toSet()));
      }
    }
    return all;
  }
}
