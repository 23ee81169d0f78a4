package org.synnefo.cyclades.api.servers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.synnefo.cyclades.api.metadata.MetadataRules;
import org.synnefo.cyclades.api.requests.Reference;
import org.synnefo.cyclades.api.requests.RequestFields;

/** A request to create a server. */
record CreateServer(
    String name,
    Reference image,
    Reference flavor,
    Map<String, String> metadata,
    List<PersonalityFile> personality,
    Optional<String> adminPass) {

  static CreateServer parse(
      RequestFields server, ServerConfiguration limits, MetadataRules metadata) {
    return new CreateServer(
        server.name("name"),
        server.referenceOrUuid("imageRef"),
        server.reference("flavorRef"),
        metadata.check(server.optionalTexts("metadata").orElse(Map.of())),
        PersonalityFile.parse(server, limits),
        server.optionalText("adminPass"));
  }

  /** Omits password and personality. */
  @Override
  public String toString() {
    return "CreateServer[name=%s]".formatted(name);
  }
}
