package org.synnefo.cyclades.dispatcher.commands;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.dispatcher.messaging.MessageHandler;
import org.synnefo.cyclades.dispatcher.messaging.NotYetException;
import org.synnefo.cyclades.dispatcher.messaging.Subscriber;
import org.synnefo.cyclades.dispatcher.messaging.Subscription;
import org.synnefo.cyclades.model.command.CommandRepository;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.message.CommandMessage;
import org.synnefo.cyclades.model.message.MessageTopology;

/**
 * Where commands come from: the queue, and the sweeper, which takes those whose message was lost or
 * that are to be tried again.
 */
@ApplicationScoped
public class CommandQueue implements MessageHandler<CommandMessage>, Subscriber {

  private static final Logger LOG = Logger.getLogger(CommandQueue.class);

  private final CommandRepository commands;
  private final CommandSubmission submission;
  private final CommandConfiguration configuration;

  @Inject
  public CommandQueue(
      CommandRepository commands,
      CommandSubmission submission,
      CommandConfiguration configuration) {
    this.commands = commands;
    this.submission = submission;
    this.configuration = configuration;
  }

  @Override
  public Subscription<?> subscription(MessageTopology topology) {
    return new Subscription<>(topology.commands(), CommandMessage.class, this);
  }

  @Override
  public Outcome handle(CommandMessage message) throws NotYetException {
    CommandVerb.parse(message.verb());
    if (commands.findByIdOptional(message.id()).isEmpty()) {
      throw new NotYetException("there is no command %s".formatted(message.id()));
    }
    submission.trigger(message.id());
    return Outcome.HANDLED;
  }

  @Scheduled(
      every = "{cyclades.dispatcher.commands.sweep-interval}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sweep() {
    Instant now = Instant.now();
    List<UUID> due =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    commands.due(
                        now, now.minus(configuration.messagePatience()), configuration.sweep()));
    due.forEach(this::trigger);
  }

  /** One command that can't be looked at is no reason to leave the others. */
  private void trigger(UUID id) {
    try {
      submission.trigger(id);
    } catch (RuntimeException failure) {
      LOG.warnf("command=%s waits: %s", id, failure.getMessage());
    }
  }
}
