package org.synnefo.cyclades.api.metadata;

import java.util.Map;
import org.synnefo.cyclades.api.representation.View;

/** One item of metadata. */
public record MetaResponse(Map<String, String> meta) implements View {

  MetaResponse(String key, String value) {
    this(Map.of(key, value));
  }
}
