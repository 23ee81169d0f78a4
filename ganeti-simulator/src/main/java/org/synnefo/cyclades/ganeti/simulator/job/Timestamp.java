package org.synnefo.cyclades.ganeti.simulator.job;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Clock;
import java.time.Instant;

/** A time in the format of jobs: {@code [seconds, microseconds]}. */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"seconds", "microseconds"})
public record Timestamp(long seconds, int microseconds) {

  static Timestamp now(Clock clock) {
    Instant instant = clock.instant();
    return new Timestamp(instant.getEpochSecond(), instant.getNano() / 1000);
  }

  long nanoseconds() {
    return seconds * 1_000_000_000L + microseconds * 1000L;
  }
}
