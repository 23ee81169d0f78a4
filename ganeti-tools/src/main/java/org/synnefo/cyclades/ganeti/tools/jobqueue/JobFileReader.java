package org.synnefo.cyclades.ganeti.tools.jobqueue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.synnefo.cyclades.model.message.JobStatus;

/**
 * Reads job files. They can be large (an injected file, a long log, the result of a query), so they
 * are parsed token by token and only the needed parts are kept.
 */
final class JobFileReader {

  /** Longer than any real error message; the rest is cut. */
  private static final int MAX_TEXT = 4000;

  private static final int TEXTS_OF_A_FAILURE = 2;

  private final JsonFactory json = new JsonFactory();

  /**
   * @throws IOException if the file can't be read, is incomplete, or is not a job
   */
  Job read(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        JsonParser parser = json.createParser(bytes)) {
      return job(parser);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static Job job(JsonParser parser) throws IOException {
    expect(parser, parser.nextToken(), JsonToken.START_OBJECT);
    long id = 0;
    Instant received = null;
    Instant ended = null;
    List<Job.Opcode> opcodes = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "id" -> id = parser.getValueAsLong();
        case "received_timestamp" -> received = time(parser);
        case "end_timestamp" -> ended = time(parser);
        case "ops" -> opcodes = opcodes(parser);
        default -> parser.skipChildren();
      }
    }
    expect(parser, parser.currentToken(), JsonToken.END_OBJECT);
    if (id <= 0 || opcodes == null) {
      throw new JsonParseException(parser, "not a job: id or opcodes are missing");
    }
    return new Job(id, received, ended, opcodes);
  }

  private static List<Job.Opcode> opcodes(JsonParser parser) throws IOException {
    expect(parser, parser.currentToken(), JsonToken.START_ARRAY);
    List<Job.Opcode> opcodes = new ArrayList<>();
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      opcodes.add(opcode(parser));
    }
    expect(parser, parser.currentToken(), JsonToken.END_ARRAY);
    return opcodes;
  }

  private static Job.Opcode opcode(JsonParser parser) throws IOException {
    Input input = new Input(null, null);
    JobStatus status = null;
    Instant started = null;
    Instant executed = null;
    Instant ended = null;
    LogLine log = new LogLine(null, null);
    List<String> result = List.of();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "input" -> input = input(parser);
        case "status" -> status = JobStatus.parse(parser.getText());
        case "start_timestamp" -> started = time(parser);
        case "exec_timestamp" -> executed = time(parser);
        case "end_timestamp" -> ended = time(parser);
        case "log" -> log = lastLine(parser);
        case "result" -> result = firstTexts(parser);
        default -> parser.skipChildren();
      }
    }
    expect(parser, parser.currentToken(), JsonToken.END_OBJECT);
    if (input.operation() == null || status == null) {
      throw new JsonParseException(parser, "an opcode without name or status");
    }
    return new Job.Opcode(
        input.operation(),
        input.instance(),
        status,
        started,
        executed,
        ended,
        log.time(),
        log.text(),
        failure(status, result));
  }

  private record Input(String operation, String instance) {}

  /**
   * An opcode has its instance in {@code instance_name}; one on tags has the name of any kind of
   * object in {@code name}.
   */
  private static Input input(JsonParser parser) throws IOException {
    expect(parser, parser.currentToken(), JsonToken.START_OBJECT);
    String operation = null;
    String instance = null;
    String kind = null;
    String name = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "OP_ID" -> operation = parser.getValueAsString();
        case "instance_name" -> instance = parser.getValueAsString();
        case "kind" -> kind = parser.getValueAsString();
        case "name" -> name = parser.getValueAsString();
        default -> parser.skipChildren();
      }
    }
    expect(parser, parser.currentToken(), JsonToken.END_OBJECT);
    return new Input(operation, instance == null && "instance".equals(kind) ? name : instance);
  }

  private record LogLine(Instant time, String text) {}

  /** The log is a list of {@code [number, [seconds, microseconds], type, text]}. */
  private static LogLine lastLine(JsonParser parser) throws IOException {
    LogLine last = new LogLine(null, null);
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return last;
    }
    while (parser.nextToken() == JsonToken.START_ARRAY) {
      parser.nextToken();
      parser.nextToken();
      Instant time = time(parser);
      parser.nextToken();
      parser.nextToken();
      String text = cut(parser.getValueAsString());
      skipToEndOf(parser);
      last = new LogLine(time, text == null ? last.text() : text);
    }
    expect(parser, parser.currentToken(), JsonToken.END_ARRAY);
    return last;
  }

  private static void skipToEndOf(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    while (token != null && token != JsonToken.END_ARRAY) {
      parser.skipChildren();
      token = parser.nextToken();
    }
  }

  /** Returns the first strings in a value of any structure. */
  private static List<String> firstTexts(JsonParser parser) throws IOException {
    List<String> texts = new ArrayList<>();
    int depth = 0;
    JsonToken token = parser.currentToken();
    while (true) {
      if (token == null) {
        throw new JsonParseException(parser, "the file ends inside a result");
      }
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.VALUE_STRING && texts.size() < TEXTS_OF_A_FAILURE) {
        texts.add(cut(parser.getText()));
      }
      if (depth == 0) {
        return texts;
      }
      token = parser.nextToken();
    }
  }

  /** A failure is {@code [class, [text, code]]}; a cancellation is a string. */
  private static String failure(JobStatus status, List<String> result) {
    return switch (status) {
      case ERROR, CANCELED -> result.isEmpty() ? null : result.get(result.size() - 1);
      default -> null;
    };
  }

  /** A time is {@code [seconds, microseconds]}, or null. */
  private static Instant time(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return null;
    }
    parser.nextToken();
    long seconds = parser.getLongValue();
    parser.nextToken();
    long micros = parser.getLongValue();
    expect(parser, parser.nextToken(), JsonToken.END_ARRAY);
    return Instant.ofEpochSecond(seconds).plus(micros, ChronoUnit.MICROS);
  }

  private static String cut(String text) {
    return text == null || text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }

  private static void expect(JsonParser parser, JsonToken found, JsonToken wanted)
      throws IOException {
    if (found != wanted) {
      throw new JsonParseException(parser, "found %s, expected %s".formatted(found, wanted));
    }
  }
}
