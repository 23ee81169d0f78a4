package org.synnefo.cyclades.model.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/**
 * Announces a new command. The row in the {@code commands} table is authoritative; the message only
 * says that it exists.
 *
 * @param id of the command
 * @param verb what is requested: {@code create}, {@code start}, …
 * @param server number of the server
 * @param backend number of the backend; null if none has been chosen yet
 * @param requestId the API request that created the command
 * @param arguments of the verb, without secrets
 */
public record CommandMessage(
    UUID id, String verb, long server, Long backend, String requestId, JsonNode arguments)
    implements Message {

  /** The {@code type} of this message. */
  public static final String TYPE = "command";

  public CommandMessage {
    MessageFields.required(id, "id");
    MessageFields.text(verb, "verb");
    if (server <= 0) {
      throw new IllegalArgumentException("field 'server' is missing or not positive");
    }
  }

  @Override
  public String messageType() {
    return TYPE;
  }
}
