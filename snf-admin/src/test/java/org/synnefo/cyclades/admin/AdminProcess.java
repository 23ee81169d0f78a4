package org.synnefo.cyclades.admin;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    return run(folder, environment(database, brokerPort), arguments);
  }

  static Outcome run(Path folder, Map<String, String> environment, List<String> arguments)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", "");
    Path errors = Files.createTempFile(folder, "errors", "");
    Process process =
        start(environment, arguments, Redirect.to(output.toFile()), Redirect.to(errors.toFile()));
    assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
    return new Outcome(process.exitValue(), Files.readString(output), Files.readString(errors));
  }

  /** Starts it with this environment and no other. */
  static Process start(
      Map<String, String> environment, List<String> arguments, Redirect output, Redirect errors)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("target/snf-admin"));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(output).redirectError(errors);
    builder.environment().clear();
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** All that it can be told. */
  static Map<String, String> environment(EmbeddedDatabase database, int brokerPort) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl());
    environment.put("QUARKUS_DATASOURCE_USERNAME", database.user());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
    environment.put("CYCLADES_DEPLOYMENT_KEY", KEY);
    environment.put("RABBITMQ_PORT", Integer.toString(brokerPort));
    return environment;
  }
}
