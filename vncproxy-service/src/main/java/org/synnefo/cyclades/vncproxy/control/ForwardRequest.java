package org.synnefo.cyclades.vncproxy.control;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * A request on the control channel.
 *
 * @param sourcePort port to listen on for the viewer; 0 for any port of the pool
 * @param sourceAddress address to listen on for the viewer; default is that of the RFB port
 * @param destinationAddress address of the instance's server
 * @param destinationPort port of the instance's server
 * @param password the viewer's password
 */
record ForwardRequest(
    int sourcePort,
    Optional<String> sourceAddress,
    String destinationAddress,
    int destinationPort,
    String password) {

  private static final int HIGHEST_PORT = 65_535;

  /**
   * Parses a request.
   *
   * @throws IllegalArgumentException if a field is missing or out of range; the message never
   *     contains the password
   */
  static ForwardRequest parse(String json) {
    try {
      JsonObject fields = new JsonObject(json);
      ForwardRequest request =
          new ForwardRequest(
              port(fields, "source_port"),
              Optional.ofNullable(fields.getString("source_address"))
                  .filter(text -> !text.isEmpty()),
              fields.getString("destination_address"),
              port(fields, "destination_port"),
              fields.getString("password"));
      if (request.destinationAddress() == null
          || request.password() == null
          || request.password().isEmpty()
          || request.destinationPort() < 1
          || request.destinationPort() > HIGHEST_PORT
          || request.sourcePort() < 0
          || request.sourcePort() > HIGHEST_PORT) {
        throw new IllegalArgumentException("A field is missing or out of range.");
      }
      return request;
    } catch (DecodeException | ClassCastException e) {
      throw new IllegalArgumentException("The request is not valid JSON.");
    }
  }

  /** A port that is missing or null is 0. */
  private static int port(JsonObject fields, String name) {
    Integer port = fields.getInteger(name);
    return port == null ? 0 : port;
  }

  @Override
  public String toString() {
    return "ForwardRequest[%s:%d]".formatted(destinationAddress, destinationPort);
  }
}
