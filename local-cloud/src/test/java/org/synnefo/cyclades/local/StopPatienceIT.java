package org.synnefo.cyclades.local;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synnefo.cyclades.local.parts.CloudParts;
import org.synnefo.cyclades.local.parts.Part;
import org.synnefo.cyclades.local.parts.Program;
import org.synnefo.cyclades.local.settings.Broker;
import org.synnefo.cyclades.local.settings.CloudFolder;
import org.synnefo.cyclades.local.settings.CloudSettings;
import org.synnefo.cyclades.local.settings.Port;
import org.synnefo.cyclades.local.settings.Secrets;

import static org.assertj.core.api.Assertions.assertThat;

class StopPatienceIT {

  /** What the proxy needs for the rest of its end. */
  private static final Duration REST = Duration.ofSeconds(5);

  @TempDir Path folder;

  @Test
  void theConsoleProxyHasDrainedBeforeItIsKilled() {
    CloudSettings settings =
        new CloudSettings(Port.usual(), Secrets.generate(), null, Broker.of(Broker.Kind.EMBEDDED));
    Part proxy =
        new CloudParts(new Program(Path.of("..")), new CloudFolder(folder), settings)
            .services().stream()
                .filter(part -> part.name().equals("vncproxy-service"))
                .findFirst()
                .orElseThrow();

    Duration drain = Duration.parse(proxy.environment().get("CYCLADES_VNCPROXY_TIME_DRAIN"));

    assertThat(drain.plus(REST)).isLessThan(CloudControl.STOP_PATIENCE);
  }
}
