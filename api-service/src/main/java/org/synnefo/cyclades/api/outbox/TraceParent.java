package org.synnefo.cyclades.api.outbox;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

/** The trace context of the current request, in the format of the header {@code traceparent}. */
final class TraceParent {

  static final String HEADER = "traceparent";

  private TraceParent() {}

  /** Null if the request is not traced. */
  static String current() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid()
        ? "00-%s-%s-%s".formatted(span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex())
        : null;
  }
}
