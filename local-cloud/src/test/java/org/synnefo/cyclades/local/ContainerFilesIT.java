package org.synnefo.cyclades.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synnefo.cyclades.local.parts.CloudParts;
import org.synnefo.cyclades.local.parts.Part;
import org.synnefo.cyclades.local.parts.Program;
import org.synnefo.cyclades.local.settings.Broker;
import org.synnefo.cyclades.local.settings.CloudFolder;
import org.synnefo.cyclades.local.settings.CloudSettings;
import org.synnefo.cyclades.local.settings.Port;
import org.synnefo.cyclades.local.settings.Secrets;

import static org.assertj.core.api.Assertions.assertThat;

/** The images of {@code deploy/containers} run what the local cloud runs, in the same way. */
class ContainerFilesIT {

  private static final String ENTRY_POINT = "ENTRYPOINT ";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api-service",
        "dispatcher-service",
        "vncproxy-service",
        "ganeti-simulator",
        "ganeti-tools",
        "snf-admin"
      })
  void anImageRunsTheCommandOfTheLocalCloud(String image) throws IOException {
    List<String> local =
        localCommand(image).stream().filter(option -> !isAboutSharedFolders(option)).toList();
    List<String> contained = entryPoint(image);

    int jar = local.indexOf("-jar");
    assertThat(contained.subList(1, contained.size() - 1)).isEqualTo(local.subList(1, jar + 1));
    assertThat(contained.get(0)).isEqualTo("java");
    assertThat(contained.get(contained.size() - 1)).startsWith("/opt/cyclades/" + image);
  }

  /** A container has its temporary files to itself. */
  private static boolean isAboutSharedFolders(String option) {
    return option.equals("-XX:-UsePerfData") || option.startsWith("-Djava.io.tmpdir=");
  }

  private List<String> localCommand(String image) {
    CloudSettings settings =
        new CloudSettings(Port.usual(), Secrets.generate(), null, Broker.of(Broker.Kind.EMBEDDED));
    CloudParts parts =
        new CloudParts(new Program(Path.of("..")), new CloudFolder(folder), settings);
    if (image.equals("snf-admin")) {
      return parts.administration();
    }
    String part = image.equals("ganeti-tools") ? "event-daemon" : image;
    return parts.all().stream()
        .filter(candidate -> candidate.name().equals(part))
        .map(Part::command)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> entryPoint(String image) throws IOException {
    Path file = Path.of("../deploy/containers").resolve(image + ".containerfile");
    try (Stream<String> lines = Files.lines(file)) {
      String entryPoint =
          lines.filter(line -> line.startsWith(ENTRY_POINT)).findFirst().orElseThrow();
      return List.of(
          new ObjectMapper().readValue(entryPoint.substring(ENTRY_POINT.length()), String[].class));
    }
  }
}
