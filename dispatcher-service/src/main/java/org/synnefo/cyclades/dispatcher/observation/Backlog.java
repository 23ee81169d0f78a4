package org.synnefo.cyclades.dispatcher.observation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.synnefo.cyclades.model.command.CommandRepository;
import org.synnefo.cyclades.model.command.CommandRepository.BacklogEntry;
import org.synnefo.cyclades.model.deadletter.DeadLetterRepository;

/** Gauges of the deployment's backlog. Every replica tells the same numbers. */
@ApplicationScoped
public class Backlog {

  private final CommandRepository commands;
  private final DeadLetterRepository deadLetters;
  private final MultiGauge number;
  private final MultiGauge age;
  private final MultiGauge jobs;
  private final MultiGauge given;

  @Inject
  public Backlog(
      CommandRepository commands, DeadLetterRepository deadLetters, MeterRegistry metrics) {
    this.commands = commands;
    this.deadLetters = deadLetters;
    this.number =
        gauge(metrics, "cyclades.commands", "Commands that have not ended, by verb and state");
    this.age =
        gauge(metrics, "cyclades.commands.oldest.seconds", "Age of the oldest of these commands");
    this.jobs = gauge(metrics, "cyclades.jobs", "Jobs of commands that Ganeti has not finished");
    this.given = gauge(metrics, "cyclades.dead.letters", "Dead letters that were not replayed");
  }

  private static MultiGauge gauge(MeterRegistry metrics, String name, String description) {
    return MultiGauge.builder(name).description(description).register(metrics);
  }

  @Scheduled(
      every = "{cyclades.dispatcher.observation.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measure() {
    QuarkusTransaction.requiringNew().run(this::read);
  }

  private void read() {
    Instant now = Instant.now();
    List<BacklogEntry> standings = commands.backlog();
    number.register(rows(standings.stream().map(row -> Row.of(tags(row), row.number()))), true);
    age.register(
        rows(standings.stream().map(row -> Row.of(tags(row), seconds(row.oldest(), now)))), true);
    jobs.register(
        rows(
            commands.jobsUnderWay().stream()
                .map(row -> Row.of(Tags.of("backend", row.backend().toString()), row.number()))),
        true);
    given.register(
        rows(
            deadLetters.waiting().stream()
                .map(row -> Row.of(Tags.of("queue", row.queue()), row.number()))),
        true);
  }

  private static List<Row<?>> rows(Stream<Row<Number>> rows) {
    return rows.collect(Collectors.toList());
  }

  private static Tags tags(BacklogEntry standing) {
    return Tags.of(
        "verb",
        standing.verb().wireName(),
        "state",
        standing.state().name().toLowerCase(Locale.ROOT));
  }

  private static double seconds(Instant since, Instant now) {
    return Duration.between(since, now).toMillis() / 1000.0;
  }
}
