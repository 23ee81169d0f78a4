package org.synnefo.cyclades.api.representation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Writes views as JSON. */
public final class JsonCodec {

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private JsonCodec() {}

  /** Writes the view as JSON in UTF-8. */
  public static byte[] write(View view) {
    try {
      return MAPPER.writeValueAsBytes(view);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Can't write a view as JSON: " + view.getClass(), e);
    }
  }

  /** Reads a view written by {@link #write}. */
  public static <T extends View> T read(byte[] json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (java.io.IOException e) {
      throw new IllegalStateException("Can't read a stored view: " + type, e);
    }
  }
}
