package org.synnefo.cyclades.ganeti.simulator.rapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** A path pattern and its methods. */
final class Resource {

  /** A response that may take time. */
  @FunctionalInterface
  interface Handler {
    CompletionStage<JsonNode> answer(RapiRequest request) throws RapiException;
  }

  /** A response that is available immediately. */
  @FunctionalInterface
  interface SimpleHandler {
    JsonNode answer(RapiRequest request) throws RapiException;
  }

  record Method(Access access, Handler handler) {}

  private final String name;
  private final Pattern path;
  private final Map<String, Method> methods = new HashMap<>();

  /**
   * @param name in reason trails
   * @param path a regular expression with a group for each variable part
   */
  Resource(String name, String path) {
    this.name = name;
    this.path = Pattern.compile(path);
  }

  Resource on(String method, Access access, SimpleHandler handler) {
    return onSlow(
        method, access, request -> CompletableFuture.completedFuture(handler.answer(request)));
  }

  Resource onSlow(String method, Access access, Handler handler) {
    methods.put(method, new Method(access, handler));
    return this;
  }

  Resource get(SimpleHandler handler) {
    return on("GET", Access.ANY, handler);
  }

  Resource change(String method, SimpleHandler handler) {
    return on(method, Access.WRITE, handler);
  }

  String name() {
    return name;
  }

  Pattern path() {
    return path;
  }

  /** Null if the method is not supported. */
  Method method(String method) {
    return methods.get(method);
  }
}
