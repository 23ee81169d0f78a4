package org.synnefo.cyclades.model.message;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Reads and writes time as Ganeti does: seconds since the epoch with a fraction, or a pair of
 * seconds and microseconds.
 */
final class EpochTime {

  private static final int MICROSECOND_DIGITS = 6;

  /** Several hundred thousand years from now: a larger number is not a time and would overflow. */
  private static final BigDecimal LATEST_MICROS = BigDecimal.valueOf(Long.MAX_VALUE);

  private EpochTime() {}

  static final class Writer extends JsonSerializer<Instant> {
    @Override
    public void serialize(Instant time, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time);
      json.writeNumber(BigDecimal.valueOf(micros, MICROSECOND_DIGITS));
    }
  }

  static final class Reader extends JsonDeserializer<Instant> {
    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonNode node = context.readTree(parser);
      if (node.isArray()
          && node.size() == 2
          && node.get(0).isIntegralNumber()
          && node.get(1).isIntegralNumber()) {
        return Instant.ofEpochSecond(node.get(0).longValue())
            .plus(node.get(1).longValue(), ChronoUnit.MICROS);
      }
      if (!node.isNumber()) {
        throw context.weirdStringException(
            node.toString(), Instant.class, "not seconds since the epoch");
      }
      BigDecimal micros =
          node.decimalValue().movePointRight(MICROSECOND_DIGITS).setScale(0, RoundingMode.HALF_UP);
      if (micros.abs().compareTo(LATEST_MICROS) > 0) {
        throw context.weirdStringException(
            node.toString(), Instant.class, "not seconds since the epoch");
      }
      return Instant.EPOCH.plus(micros.longValueExact(), ChronoUnit.MICROS);
    }
  }
}
