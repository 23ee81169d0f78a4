package org.synnefo.cyclades.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.OptionalLong;
import org.synnefo.cyclades.local.tour.ComputeClient;
import org.synnefo.cyclades.local.tour.ComputeClient.Answer;

/** A tenant who takes an answer for a promise, and no answer for nothing. */
final class Tenant {

  private static final int ACCEPTED = 202;
  private static final int NO_CONTENT = 204;

  private final ComputeClient api;
  private final JsonNode image;
  private final JsonNode flavor;

  Tenant(ComputeClient api) {
    this.api = api;
    image = api.get("/images").body().at("/images/values/0/id");
    flavor = api.get("/flavors").body().at("/flavors/values/0/id");
  }

  /** Asks for a server. Its number, if that was promised. */
  OptionalLong create(String name) {
    try {
      Answer answer =
          api.post(
              "/servers",
              Map.of("server", Map.of("name", name, "imageRef", image, "flavorRef", flavor)));
      return answer.status() == ACCEPTED
          ? OptionalLong.of(answer.body().at("/server/id").asLong())
          : OptionalLong.empty();
    } catch (UncheckedIOException noAnswer) {
      return OptionalLong.empty();
    }
  }

  /** Whether it was promised that the server goes. */
  boolean delete(long server) {
    try {
      return api.delete("/servers/" + server).status() == NO_CONTENT;
    } catch (UncheckedIOException noAnswer) {
      return false;
    }
  }

  String status(long server) {
    return api.get("/servers/" + server).body().at("/server/status").asText();
  }
}
