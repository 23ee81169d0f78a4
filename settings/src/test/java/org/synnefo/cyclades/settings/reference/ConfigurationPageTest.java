package org.synnefo.cyclades.settings.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page and the list of known settings say what the sources say. {@code -Preference} writes both
 * instead of comparing them.
 */
class ConfigurationPageTest {

  private static final Path REPOSITORY = Path.of(System.getProperty("cyclades.repository"));
  private static final boolean WRITE =
      "write".equals(System.getProperty("cyclades.reference", "check"));

  private final ConfigurationPage page;

  ConfigurationPageTest() throws IOException {
    Path template = REPOSITORY.resolve("settings/src/test/template/configuration.md");
    page = new ConfigurationPage(REPOSITORY, Files.readString(template));
  }

  @Test
  void thePageNamesEverySettingWithItsDefaultAndMeaning() throws IOException {
    current(REPOSITORY.resolve("docs/configuration.md"), page.text());
  }

  @Test
  void theListOfKnownSettingsIsThatOfThePage() throws IOException {
    current(
        REPOSITORY.resolve(
            "settings/src/main/resources/org/synnefo/cyclades/settings/known-settings.txt"),
        KnownSettingsList.of(page));
  }

  private static void current(Path file, String expected) throws IOException {
    if (WRITE) {
      Files.writeString(file, expected);
    }
    assertThat(file)
        .as("%s is not current; write it with ./mvnw -Preference test -pl settings", file)
        .hasContent(expected);
  }
}
