package org.synnefo.cyclades.local.command;

import java.util.function.Consumer;
import org.synnefo.cyclades.local.CloudControl;
import org.synnefo.cyclades.local.archive.ClassArchives;
import org.synnefo.cyclades.local.parts.CloudParts;
import org.synnefo.cyclades.local.parts.Program;
import org.synnefo.cyclades.local.settings.CloudFolder;
import org.synnefo.cyclades.local.settings.CloudSettings;

/** The cloud that a command is about. */
record Cloud(CloudFolder folder, CloudSettings settings, CloudParts parts) {

  /**
   * @throws IllegalStateException if there is none in the folder
   */
  static Cloud existing(Cyclades cyclades) {
    CloudFolder folder = new CloudFolder(cyclades.data);
    CloudSettings settings =
        folder
            .settings()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "There is no cloud in %s yet; start one with: ./cyclades up"
                            .formatted(folder.root())));
    return of(folder, settings);
  }

  static Cloud of(CloudFolder folder, CloudSettings settings) {
    return new Cloud(
        folder, settings, new CloudParts(new Program(Cyclades.HOME), folder, settings));
  }

  CloudControl control(Consumer<String> progress) {
    ClassArchives archives =
        new ClassArchives(
            Cyclades.HOME.resolve("local-cloud/target/class-archives"), folder.root());
    return new CloudControl(folder, parts, archives, progress);
  }
}
