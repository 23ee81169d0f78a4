package org.synnefo.cyclades.local.parts;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.synnefo.cyclades.embedded.PostgresFolder;
import org.synnefo.cyclades.local.settings.CloudFolder;
import org.synnefo.cyclades.local.settings.Secrets;

/** What the database part needs before it is started: PostgreSQL's programs, and its data. */
record DatabasePreparation(
    CloudFolder cloud, PostgresFolder database, Secrets secrets, Consumer<String> progress) {

  /**
   * Makes what is missing, also what a process that was killed left half-made.
   *
   * @throws IllegalStateException that says why it can't be made, and what to do
   */
  void run() {
    if (secrets.databasePassword() == null) {
      throw new IllegalStateException(
          "The cloud in %s was made by an earlier version, whose database anybody could use; remove the folder and its servers, or choose another with --data DIR"
              .formatted(cloud.root()));
    }
    if (!database.programs().areInstalled()) {
      timed("PostgreSQL is unpacked", database.programs()::install);
    }
    database.programs().install();
    if (!database.exists()) {
      timed("database is created", () -> database.create(secrets.databasePassword()));
    }
  }

  private void timed(String done, Runnable work) {
    Instant begin = Instant.now();
    work.run();
    progress.accept(
        "%s (%.1f s)".formatted(done, Duration.between(begin, Instant.now()).toMillis() / 1000.0));
  }
}
