package org.synnefo.cyclades.api.servers;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.synnefo.cyclades.api.collections.ApiTime;
import org.synnefo.cyclades.api.metadata.MetadataRules;
import org.synnefo.cyclades.api.outbox.Outbox;
import org.synnefo.cyclades.api.requests.RequestFields;
import org.synnefo.cyclades.api.requests.TextRules;
import org.synnefo.cyclades.api.transactions.Transactions;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.image.ImageRow;
import org.synnefo.cyclades.model.server.PendingAction;
import org.synnefo.cyclades.model.server.Server;
import org.synnefo.cyclades.model.server.ServerMetadataRepository;

/** Reinstalls a server with another image. */
@ApplicationScoped
public class ServerRebuilds {

  private final CreationChoices choices;
  private final ServerConfiguration limits;
  private final AdminPasswords passwords;
  private final MetadataRules rules;
  private final ServerMetadataRepository metadata;
  private final OwnedServers owned;
  private final Outbox outbox;
  private final Transactions transactions;
  private final Clock clock;

  @Inject
  public ServerRebuilds(
      CreationChoices choices,
      ServerConfiguration limits,
      AdminPasswords passwords,
      MetadataRules rules,
      ServerMetadataRepository metadata,
      OwnedServers owned,
      Outbox outbox,
      Transactions transactions,
      Clock clock) {
    this.choices = choices;
    this.limits = limits;
    this.passwords = passwords;
    this.rules = rules;
    this.metadata = metadata;
    this.owned = owned;
    this.outbox = outbox;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * @param arguments {@code imageRef}, and optionally {@code name}, {@code adminPass} and {@code
   *     metadata}, which replace the current ones, and {@code personality}
   * @return the new password
   */
  String rebuild(long user, long id, RequestFields arguments) {
    ImageRow image = choices.image(user, arguments.referenceOrUuid("imageRef"));
    String password = passwords.givenOrNew(arguments.optionalText("adminPass"));
    String name =
        arguments.optionalText("name").map(text -> TextRules.name(text, "name")).orElse(null);
    List<PersonalityFile> personality = PersonalityFile.parse(arguments, limits);
    Optional<Map<String, String>> newMetadata =
        arguments.optionalTexts("metadata").map(rules::check);
    transactions.run(
        () -> {
          Server server = owned.lockIdle(user, id);
          Map<String, Object> images = Map.of("image", image.id(), "previousImage", server.imageId);
          server.imageId = image.id();
          server.name = name == null ? server.name : name;
          server.pendingAction = PendingAction.REBUILD;
          newMetadata.ifPresent(items -> metadata.replace(id, items));
          server.updated = ApiTime.toMicroseconds(clock.instant());
          outbox.enqueueWithSecret(
              CommandVerb.REINSTALL,
              server,
              images,
              InstallationSecret.json(password, personality));
          // The response of a request with an Idempotency-Key is read in this transaction.
          metadata.flush();
        });
    return password;
  }
}
