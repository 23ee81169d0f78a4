package org.synnefo.cyclades.model.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/**
 * Something was asked of the backend. The row of the {@code commands} table is what counts; the
 * message says that it is there.
 *
 * @param id of the command
 * @param verb what is asked: {@code create}, {@code start}, …
 * @param server number of the server
 * @param backend number of the backend; null if none was chosen yet
 * @param requestId of the API request that asked
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
