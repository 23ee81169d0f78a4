package org.synnefo.cyclades.dispatcher.commands;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.dispatcher.configuration.DispatcherConfiguration;
import org.synnefo.cyclades.model.command.Commands;

/**
 * Looks after commands that have to be tried again, whose claim ran out, or whose message never
 * came.
 */
@ApplicationScoped
class CommandSweeper {

  private static final Logger LOG = Logger.getLogger(CommandSweeper.class);
  private static final int BATCH = 50;

  private final Commands commands;
  private final CommandProcessor processor;
  private final DispatcherConfiguration.Commands settings;

  CommandSweeper(
      Commands commands, CommandProcessor processor, DispatcherConfiguration configuration) {
    this.commands = commands;
    this.processor = processor;
    this.settings = configuration.commands();
  }

  @Scheduled(
      every = "${cyclades.commands.sweep-every:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sweep() {
    Instant now = Instant.now();
    List<UUID> due =
        QuarkusTransaction.requiringNew()
            .call(() -> commands.due(now, now.minus(settings.sweepAfter()), BATCH));
    for (UUID id : due) {
      try {
        processor.process(id);
      } catch (RuntimeException e) {
        LOG.warnf("Command %s could not be looked after: %s", id, e.getMessage());
      }
    }
  }
}
