package org.synnefo.cyclades.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.synnefo.cyclades.embedded.EmbeddedDatabase;
import org.synnefo.cyclades.model.secret.DeploymentKey;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code snf-admin}, as an operator runs it. */
final class AdminProcess {

  /** The deployment's. */
  static final String KEY = DeploymentKey.generate();

  private static final int MINUTES = 2;

  private AdminProcess() {}

  record Outcome(int status, String output, String errors) {}

  static Outcome run(Path folder, EmbeddedDatabase database, int brokerPort, List<String> arguments)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", "");
    Path errors = Files.createTempFile(folder, "errors", "");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                "target/quarkus-app/quarkus-run.jar"));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
    builder.environment().put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl());
    builder.environment().put("QUARKUS_DATASOURCE_USERNAME", database.user());
    builder.environment().put("QUARKUS_DATASOURCE_PASSWORD", "none-is-asked-for");
    builder.environment().put("CYCLADES_DEPLOYMENT_KEY", KEY);
    builder.environment().put("RABBITMQ_PORT", Integer.toString(brokerPort));
    Process process = builder.start();
    assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
    return new Outcome(process.exitValue(), Files.readString(output), Files.readString(errors));
  }
}
