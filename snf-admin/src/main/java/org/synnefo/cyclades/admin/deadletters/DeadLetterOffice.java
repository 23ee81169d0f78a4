package org.synnefo.cyclades.admin.deadletters;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.synnefo.cyclades.admin.broker.Broker;
import org.synnefo.cyclades.model.command.Command;
import org.synnefo.cyclades.model.command.CommandRepository;
import org.synnefo.cyclades.model.command.CommandState;
import org.synnefo.cyclades.model.deadletter.DeadLetter;
import org.synnefo.cyclades.model.deadletter.DeadLetterRepository;
import org.synnefo.cyclades.model.message.CommandMessage;
import org.synnefo.cyclades.model.message.InvalidMessageException;
import org.synnefo.cyclades.model.message.MessageJson;

/** What can be done with dead letters. */
@ApplicationScoped
public class DeadLetterOffice {

  private final DeadLetterRepository letters;
  private final CommandRepository commands;
  private final CommandRepetition repetition;
  private final Broker broker;

  DeadLetterOffice(
      DeadLetterRepository letters,
      CommandRepository commands,
      CommandRepetition repetition,
      Broker broker) {
    this.letters = letters;
    this.commands = commands;
    this.repetition = repetition;
    this.broker = broker;
  }

  /** The oldest, of one queue or of all. */
  @Transactional
  public List<DeadLetter> list(Optional<String> queue, boolean replayed, int limit) {
    return letters.list(queue, replayed, limit);
  }

  /**
   * @throws IllegalArgumentException if there is none of that number
   */
  @Transactional
  public DeadLetter find(long id) {
    return letters.findByIdOptional(id).orElseThrow(() -> unknown(id));
  }

  /**
   * Puts a message back into the queue where it was given up; asks anew for a command that was. The
   * letter stays, marked as replayed.
   *
   * @param again whether it may have been replayed before
   * @throws IllegalArgumentException if there is none of that number, or it can't be replayed
   */
  @Transactional
  public void replay(long id, boolean again) {
    DeadLetter letter = letters.lock(id).orElseThrow(() -> unknown(id));
    if (letter.replayedAt != null && !again) {
      throw new IllegalArgumentException(
          "dead letter %d was replayed at %s; --again replays it once more."
              .formatted(id, letter.replayedAt));
    }
    Optional<Command> failed = failedCommand(letter);
    if (failed.isPresent()) {
      repetition.repeat(failed.get(), Instant.now());
    } else {
      broker.publish(new Broker.Outgoing("", letter.queue, null, letter.headers, letter.body));
    }
    letter.replayedAt = Instant.now();
  }

  /**
   * Forgets it.
   *
   * @throws IllegalArgumentException if there is none of that number
   */
  @Transactional
  public void drop(long id) {
    if (!letters.deleteById(id)) {
      throw unknown(id);
    }
  }

  /** The command that the letter is about, if that ended without being done. */
  private Optional<Command> failedCommand(DeadLetter letter) {
    try {
      return MessageJson.read(letter.body) instanceof CommandMessage message
          ? commands
              .findByIdOptional(message.id())
              .filter(command -> command.state == CommandState.FAILED)
          : Optional.empty();
    } catch (InvalidMessageException poison) {
      return Optional.empty();
    }
  }

  private static IllegalArgumentException unknown(long id) {
    return new IllegalArgumentException("there is no dead letter %d.".formatted(id));
  }
}
