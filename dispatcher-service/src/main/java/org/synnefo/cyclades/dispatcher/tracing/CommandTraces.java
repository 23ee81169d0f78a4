package org.synnefo.cyclades.dispatcher.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.synnefo.cyclades.model.command.Command;
import org.synnefo.cyclades.model.command.CommandState;

/**
 * Spans of commands. The trace comes from the outbox's row, not from the message, since a command
 * may be taken without its message; it ends there, too, whoever sees the job's end.
 */
@ApplicationScoped
public class CommandTraces {

  private static final String TRACE_PARENT = "traceparent";
  private static final TextMapGetter<Map<String, String>> FROM_MAP = new FromMap();

  private final Tracer tracer;

  @Inject
  public CommandTraces(Tracer tracer) {
    this.tracer = tracer;
  }

  /**
   * Runs the submission of a command in a span of its own: what is called within, belongs to it.
   */
  public void submission(Command command, Runnable submission) {
    Span span = span("submit", command).setSpanKind(SpanKind.CONSUMER).startSpan();
    try (Scope scope = span.makeCurrent()) {
      submission.run();
    } catch (RuntimeException failure) {
      span.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
      throw failure;
    } finally {
      span.end();
    }
  }

  /** The command ended: its job took from the submission until now. */
  public void ended(Command command, CommandState state, Instant now) {
    Span span =
        span("job", command)
            .setStartTimestamp(Optional.ofNullable(command.submittedAt).orElse(now))
            .startSpan();
    if (command.jobId != null) {
      span.setAttribute("ganeti.job", command.jobId);
    }
    if (state == CommandState.FAILED) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end(now);
  }

  private SpanBuilder span(String what, Command command) {
    SpanBuilder builder =
        tracer
            .spanBuilder(what + " " + command.verb.wireName())
            .setParent(parent(command))
            .setAttribute("cyclades.command", command.id.toString())
            .setAttribute("cyclades.server", command.serverId)
            .setAttribute("cyclades.request", command.requestId);
    if (command.backendId != null) {
      builder.setAttribute("cyclades.backend", command.backendId);
    }
    return builder;
  }

  private static Context parent(Command command) {
    return command.traceParent == null
        ? Context.root()
        : W3CTraceContextPropagator.getInstance()
            .extract(Context.root(), Map.of(TRACE_PARENT, command.traceParent), FROM_MAP);
  }

  private static final class FromMap implements TextMapGetter<Map<String, String>> {
    @Override
    public Iterable<String> keys(Map<String, String> carrier) {
      return carrier.keySet();
    }

    @Override
    public String get(Map<String, String> carrier, String key) {
      return carrier.get(key);
    }
  }
}
