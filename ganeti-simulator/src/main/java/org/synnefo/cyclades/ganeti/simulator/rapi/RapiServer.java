package org.synnefo.cyclades.ganeti.simulator.rapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.netty.channel.ChannelOption;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synnefo.cyclades.ganeti.simulator.fault.Fault;
import org.synnefo.cyclades.ganeti.simulator.fault.FaultInjector;
import org.synnefo.cyclades.ganeti.simulator.fault.FaultKind;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;

/**
 * The HTTP server. Like Ganeti's, it speaks only HTTP/1.1 and closes the connection after each
 * response.
 */
final class RapiServer {

  private static final Logger LOG = LoggerFactory.getLogger(RapiServer.class);

  private static final int LONGEST_LINE = 8192;
  private static final int LARGEST_HEADERS = 4096;
  private static final int LARGEST_BODY = 16 << 20;

  private final Vertx vertx;
  private final Dispatcher dispatcher;
  private final FaultInjector faults;
  private final HttpServer server;

  RapiServer(Vertx vertx, Dispatcher dispatcher, FaultInjector faults) {
    this.vertx = vertx;
    this.dispatcher = dispatcher;
    this.faults = faults;
    HttpServerOptions options =
        new HttpServerOptions()
            .setHttp2ClearTextEnabled(false)
            .setMaxInitialLineLength(LONGEST_LINE)
            .setMaxHeaderSize(LARGEST_HEADERS);
    this.server =
        vertx
            .createHttpServer(options)
            .requestHandler(this::receive)
            .invalidRequestHandler(request -> request.connection().close());
  }

  Future<Integer> listen(String host, int port) {
    return server.listen(port, host).map(HttpServer::actualPort);
  }

  Future<Void> close() {
    return server.close();
  }

  private void receive(HttpServerRequest request) {
    Buffer body = Buffer.buffer();
    request.exceptionHandler(error -> LOG.debug("Connection lost", error));
    request.handler(
        piece -> {
          if (body.length() + piece.length() > LARGEST_BODY) {
            reset(request);
          } else {
            body.appendBuffer(piece);
          }
        });
    request.endHandler(unused -> applyFault(request, body));
  }

  /** Applies the active faults, or executes the request. */
  private void applyFault(HttpServerRequest request, Buffer body) {
    if (request.path().startsWith(SimulatorResources.PREFIX)) {
      carryOut(request, body, UnaryOperator.identity(), request.response()::end);
      return;
    }
    List<Fault> due = faults.ofRequest(request.method().name(), request.path());
    long delay =
        due.stream()
            .filter(fault -> fault.kind() == FaultKind.DELAY)
            .mapToLong(Fault::milliseconds)
            .sum();
    Runnable next =
        () ->
            due.stream()
                .filter(fault -> fault.kind() != FaultKind.DELAY)
                .findFirst()
                .ifPresentOrElse(
                    fault -> applyFault(request, body, fault),
                    () ->
                        carryOut(request, body, UnaryOperator.identity(), request.response()::end));
    if (delay > 0) {
      vertx.setTimer(delay, unused -> next.run());
    } else {
      next.run();
    }
  }

  private void applyFault(HttpServerRequest request, Buffer body, Fault fault) {
    switch (fault.kind()) {
      case ANSWER -> answerWith(request, fault);
      case PARTIAL -> carryOut(request, body, RapiServer::half, request.response()::end);
      case LOST_ANSWER ->
          carryOut(request, body, UnaryOperator.identity(), unused -> reset(request));
      case LOST_REQUEST -> reset(request);
      case HANG -> {
        Context context = vertx.getOrCreateContext();
        CompletableFuture<Void> unused =
            faults.released().thenRun(() -> context.runOnContext(nothing -> reset(request)));
      }
      default -> throw new IllegalStateException("Not an HTTP fault: " + fault.kind());
    }
  }

  private void answerWith(HttpServerRequest request, Fault fault) {
    HttpServerResponse response = request.response().setStatusCode(fault.status());
    if (Boolean.TRUE.equals(fault.html())) {
      response.putHeader("Content-Type", "text/html");
      String page = "<html><body><h1>%d %s</h1></body></html>\n";
      finish(
          request,
          Buffer.buffer(page.formatted(fault.status(), response.getStatusMessage())),
          response::end);
      return;
    }
    response.putHeader("Content-Type", "application/json");
    String message = fault.message() == null ? response.getStatusMessage() : fault.message();
    JsonNode error = RapiException.body(fault.status(), message);
    finish(request, line(error), response::end);
  }

  /**
   * Executes the request.
   *
   * @param change applied to the response
   * @param end receives the body of the response, whose head is prepared
   */
  private void carryOut(
      HttpServerRequest request, Buffer body, UnaryOperator<Answer> change, Consumer<Buffer> end) {
    Context context = vertx.getOrCreateContext();
    vertx
        .executeBlocking(() -> dispatcher.answer(request, body), false)
        .compose((CompletionStage<Answer> stage) -> Future.fromCompletionStage(stage, context))
        .onComplete(
            result -> {
              if (result.failed()) {
                LOG.error("Request failed, path={}", request.path(), result.cause());
              }
              Answer answer =
                  result.succeeded()
                      ? result.result()
                      : Answer.error(RapiException.internal("Simulator: " + result.cause()));
              send(request, change.apply(answer), end);
            });
  }

  /** The answer with the first half of its list, or of a query's rows. */
  private static Answer half(Answer answer) {
    JsonNode rows = answer.body().has("data") ? answer.body().get("data") : answer.body();
    if (rows instanceof ArrayNode list) {
      int kept = list.size() / 2;
      while (list.size() > kept) {
        list.remove(kept);
      }
    }
    return answer;
  }

  private static void send(HttpServerRequest request, Answer answer, Consumer<Buffer> end) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    response.setStatusCode(answer.status()).putHeader("Content-Type", "application/json");
    if (answer.status() == Answer.UNAUTHORIZED) {
      response.putHeader("WWW-Authenticate", "Basic realm=\"Ganeti Remote API\"");
    }
    finish(request, line(answer.body()), end);
  }

  private static void finish(HttpServerRequest request, Buffer body, Consumer<Buffer> end) {
    request
        .response()
        .putHeader("Server", "Ganeti 3.0.2")
        .putHeader("Connection", "close")
        .endHandler(unused -> request.connection().close());
    end.accept(body);
  }

  private static Buffer line(JsonNode body) {
    return Buffer.buffer(PythonJson.bytes(body)).appendByte((byte) '\n');
  }

  /** Resets the connection instead of closing it. */
  private static void reset(HttpServerRequest request) {
    ConnectionBase connection = (ConnectionBase) request.connection();
    connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    connection.close();
  }
}
