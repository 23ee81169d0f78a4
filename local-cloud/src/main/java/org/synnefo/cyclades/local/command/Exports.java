package org.synnefo.cyclades.local.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.synnefo.cyclades.embedded.PostgresFolder;
import org.synnefo.cyclades.local.settings.CloudSettings;
import org.synnefo.cyclades.local.settings.Port;

/** What a shell needs to speak to the cloud. */
record Exports(Cloud cloud) {

  /** Lines for {@code eval}. */
  String text() {
    CloudSettings settings = cloud.settings();
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("CYCLADES_API_URL", settings.apiUrl());
    variables.put("CYCLADES_TOKEN", settings.secrets().firstToken());
    variables.put("CYCLADES_TOKEN_2", settings.secrets().secondToken());
    variables.put("CYCLADES_ADMIN_TOKEN", settings.secrets().adminToken());
    variables.put(
        "CYCLADES_DATABASE_URL",
        "postgresql://%1$s:%2$s@127.0.0.1:%3$d/%1$s"
            .formatted(
                PostgresFolder.NAME,
                settings.secrets().databasePassword(),
                settings.port(Port.DATABASE)));
    variables.put("CYCLADES_AMQP_URL", cloud.parts().brokerUrl().toString());
    variables.put("CYCLADES_RAPI_URL", cloud.parts().rapiUrl());
    variables.put("CYCLADES_CONSOLE_PORT", Integer.toString(settings.port(Port.CONSOLE)));
    return variables.entrySet().stream()
        .map(variable -> "export %s='%s'%n".formatted(variable.getKey(), variable.getValue()))
        .collect(Collectors.joining());
  }
}
