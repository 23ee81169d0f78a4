package org.synnefo.cyclades.ganeti.tools.publish;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.synnefo.cyclades.model.message.Message;
import org.synnefo.cyclades.model.message.MessageJson;

/**
 * A message on its way to the broker.
 *
 * @param id the same for the same news, so that whoever gets it twice can tell
 * @param type of the message; decides the routing key
 * @param time when it happened, or null
 * @param body JSON
 */
public record OutgoingMessage(UUID id, String type, Instant time, byte[] body) {

  /**
   * @param identity what makes this message the one that it is
   * @param time when it happened, or null
   */
  public static OutgoingMessage of(Message message, String identity, Instant time) {
    return of(message.messageType(), identity, time, MessageJson.write(message));
  }

  /** As {@link #of(Message, String, Instant)}, with a body that is JSON already. */
  public static OutgoingMessage of(String type, String identity, Instant time, byte[] body) {
    UUID id = UUID.nameUUIDFromBytes((type + '/' + identity).getBytes(StandardCharsets.UTF_8));
    return new OutgoingMessage(id, type, time, body);
  }
}
