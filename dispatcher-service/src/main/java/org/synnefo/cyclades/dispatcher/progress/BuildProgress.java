package org.synnefo.cyclades.dispatcher.progress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.synnefo.cyclades.dispatcher.InstanceNames;
import org.synnefo.cyclades.dispatcher.backends.EventSources;
import org.synnefo.cyclades.dispatcher.messaging.MessageHandler;
import org.synnefo.cyclades.dispatcher.messaging.Subscriber;
import org.synnefo.cyclades.dispatcher.messaging.Subscription;
import org.synnefo.cyclades.model.message.CreateProgress;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.model.server.ServerRepository;

/** Raises the build percentage of a server that is being built. */
@ApplicationScoped
public class BuildProgress implements MessageHandler<CreateProgress>, Subscriber {

  private static final double ALL = 100;

  private final InstanceNames names;
  private final ServerRepository servers;
  private final EventSources sources;

  @Inject
  public BuildProgress(InstanceNames names, ServerRepository servers, EventSources sources) {
    this.names = names;
    this.servers = servers;
    this.sources = sources;
  }

  @Override
  public Subscription<?> subscription(MessageTopology topology) {
    return new Subscription<>(topology.progress(), CreateProgress.class, this);
  }

  @Override
  public String lockOrder(CreateProgress event) {
    return event.instance();
  }

  @Override
  public Optional<Instant> happened(CreateProgress event) {
    return Optional.ofNullable(event.eventTime());
  }

  @Override
  public Outcome handle(CreateProgress event) {
    OptionalLong server = names.server(event.instance());
    if (server.isEmpty() || !mayTell(server.getAsLong(), event)) {
      return Outcome.IGNORED;
    }
    int percentage = (int) Math.min(event.rprogress(), ALL);
    return servers.raiseProgress(server.getAsLong(), percentage, Instant.now())
        ? Outcome.HANDLED
        : Outcome.OUTDATED;
  }

  private boolean mayTell(long server, CreateProgress event) {
    return event.cluster() == null
        || servers
            .backendOf(server)
            .filter(backend -> sources.mayTell(backend, event.cluster()))
            .isPresent();
  }
}
