package org.synnefo.cyclades.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synnefo.cyclades.local.parts.CloudParts;
import org.synnefo.cyclades.local.parts.Part;
import org.synnefo.cyclades.local.parts.Program;
import org.synnefo.cyclades.local.process.InheritedEnvironment;
import org.synnefo.cyclades.local.settings.Broker;
import org.synnefo.cyclades.local.settings.CloudFolder;
import org.synnefo.cyclades.local.settings.CloudSettings;
import org.synnefo.cyclades.local.settings.Port;
import org.synnefo.cyclades.local.settings.Secrets;

import static org.assertj.core.api.Assertions.assertThat;

class PartSecretsIT {

  private static final Secrets SECRETS = Secrets.generate();

  private static final Map<String, String> NAMES =
      Map.of(
          SECRETS.deploymentKey(), "deployment key",
          SECRETS.databasePassword(), "database",
          SECRETS.amqpPassword(), "broker",
          SECRETS.rapiPassword(), "remote API",
          SECRETS.operatorToken(), "operator",
          SECRETS.firstToken(), "first tenant",
          SECRETS.secondToken(), "second tenant",
          SECRETS.adminToken(), "administrator");

  @TempDir Path folder;

  @Test
  void eachPartIsToldOnlyTheSecretsThatItNeeds() {
    Map<String, Set<String>> told =
        parts().stream()
            .collect(Collectors.toMap(Part::name, part -> secrets(part.environment().values())));

    assertThat(told)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "database", Set.of(),
                "broker", Set.of("broker"),
                "ganeti-simulator", Set.of(),
                "event-daemon", Set.of("broker"),
                "api-service", Set.of("deployment key", "database", "broker"),
                "dispatcher-service", Set.of("deployment key", "database", "broker"),
                "vncproxy-service", Set.of("deployment key", "database", "operator")));
  }

  @Test
  void noSecretIsOnACommandLine() {
    assertThat(parts()).allSatisfy(part -> assertThat(secrets(part.command())).isEmpty());
  }

  @Test
  void theSecretsOfTheShellStayThere() {
    assertThat(List.of("PATH", "HOME", "CYCLADES_QUOTA_SERVERS", "QUARKUS_LOG_LEVEL"))
        .allMatch(InheritedEnvironment::holds);
    assertThat(
            List.of(
                "CYCLADES_TOKEN",
                "CYCLADES_TOKEN_2",
                "CYCLADES_ADMIN_TOKEN",
                "CYCLADES_DATABASE_URL",
                "CYCLADES_AMQP_URL",
                "CYCLADES_GANETI_PASSWORD",
                "CYCLADES_DEPLOYMENT_KEY",
                "QUARKUS_DATASOURCE_PASSWORD",
                "PGPASSWORD",
                "AWS_SECRET_ACCESS_KEY",
                "SSH_AUTH_SOCK"))
        .noneMatch(InheritedEnvironment::holds);
  }

  private List<Part> parts() {
    CloudSettings settings =
        new CloudSettings(Port.usual(), SECRETS, null, Broker.of(Broker.Kind.EMBEDDED));
    return new CloudParts(new Program(Path.of("..")), new CloudFolder(folder), settings).all();
  }

  private static Set<String> secrets(Iterable<String> texts) {
    return NAMES.entrySet().stream()
        .filter(
            secret -> {
              for (String text : texts) {
                if (text.contains(secret.getKey())) {
                  return true;
                }
              }
              return false;
            })
        .map(Map.Entry::getValue)
        .collect(Collectors.toSet());
  }
}
