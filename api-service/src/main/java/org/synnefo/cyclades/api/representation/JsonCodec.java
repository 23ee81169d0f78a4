package org.synnefo.cyclades.api.representation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Views as JSON. */
public final class JsonCodec {

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private JsonCodec() {}

  /** The view as JSON, in UTF-8. */
  public static byte[] write(View view) {
    try {
      return MAPPER.writeValueAsBytes(view);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A view can't be written as JSON: " + view.getClass(), e);
    }
  }

  /** The view that {@link #write} wrote. */
  public static <T extends View> T read(byte[] json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (java.io.IOException e) {
      throw new IllegalStateException("A stored view can't be read: " + type, e);
    }
  }
}
