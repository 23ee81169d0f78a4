package org.synnefo.cyclades.ganeti.tools.publish;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.synnefo.cyclades.model.message.Message;
import org.synnefo.cyclades.model.message.MessageJson;

/**
 * A message to be published.
 *
 * @param id the same every time the same change is published, so that receivers can detect
 *     duplicates
 * @param type of the message; determines the routing key
 * @param time when it happened, or null
 * @param body JSON
 */
public record OutgoingMessage(UUID id, String type, Instant time, byte[] body) {

  /**
   * @param identity identifies the change; the id is derived from it
   * @param time when it happened, or null
   */
  public static OutgoingMessage of(Message message, String identity, Instant time) {
    return of(message.messageType(), identity, time, MessageJson.write(message));
  }

  /** Like {@link #of(Message, String, Instant)}, with a body that is already JSON. */
  public static OutgoingMessage of(String type, String identity, Instant time, byte[] body) {
    UUID id = UUID.nameUUIDFromBytes((type + '/' + identity).getBytes(StandardCharsets.UTF_8));
    return new OutgoingMessage(id, type, time, body);
  }
}
