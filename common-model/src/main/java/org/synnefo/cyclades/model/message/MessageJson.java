package org.synnefo.cyclades.model.message;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * Converts messages to and from JSON. Unknown fields are ignored, so that newer senders work with
 * older receivers.
 */
public final class MessageJson {

  private static final int MAX_DEPTH = 50;

  private static final ObjectMapper MAPPER = mapper();
  private static final ObjectReader READER = MAPPER.readerFor(Message.class);
  private static final ObjectWriter WRITER = MAPPER.writerFor(Message.class);

  private MessageJson() {}

  /** Returns the message as JSON in UTF-8. */
  public static byte[] write(Message message) {
    try {
      return WRITER.writeValueAsBytes(message);
    } catch (JacksonException e) {
      throw new IllegalStateException(
          "A message can't be written as JSON: " + message.messageType(), e);
    }
  }

  /**
   * @throws InvalidMessageException if the body is not JSON, lacks a field or has an invalid value
   */
  public static Message read(byte[] body) throws InvalidMessageException {
    try {
      Message message = READER.readValue(body);
      if (message == null) {
        throw new InvalidMessageException("the body is empty", null);
      }
      return message;
    } catch (IOException e) {
      throw new InvalidMessageException(explain(e), e);
    }
  }

  private static String explain(IOException problem) {
    if (problem instanceof ValueInstantiationException
        && problem.getCause() instanceof IllegalArgumentException) {
      return problem.getCause().getMessage();
    }
    if (problem instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      String field =
          mapping.getPath().stream()
              .map(
                  step ->
                      step.getFieldName() == null
                          ? "[%d]".formatted(step.getIndex())
                          : step.getFieldName())
              .collect(Collectors.joining("."));
      return "field '%s': %s".formatted(field, mapping.getOriginalMessage());
    }
    return problem instanceof JacksonException json
        ? json.getOriginalMessage()
        : problem.getMessage();
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build());
    return mapper;
  }
}
