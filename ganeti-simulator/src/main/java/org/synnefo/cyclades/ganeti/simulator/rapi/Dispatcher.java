package org.synnefo.cyclades.ganeti.simulator.rapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;

/**
 * Finds the resource of a request, and checks it in Ganeti's order: path (404), method (501), user
 * (401), permission (403), body (415, 400).
 */
final class Dispatcher {

  private final List<Resource> resources;
  private final RapiUsers users;

  Dispatcher(List<Resource> resources, RapiUsers users) {
    this.resources = List.copyOf(resources);
    this.users = users;
  }

  private record Found(Resource resource, List<String> items) {}

  CompletionStage<Answer> answer(HttpServerRequest request, Buffer body) {
    try {
      return answerOrFail(request, body).thenApply(Answer::ok);
    } catch (RapiException e) {
      return CompletableFuture.completedFuture(Answer.error(e));
    }
  }

  private CompletionStage<JsonNode> answerOrFail(HttpServerRequest request, Buffer body)
      throws RapiException {
    Found found = find(request.path()).orElseThrow(RapiException::notFound);
    Resource.Method method = found.resource().method(request.method().name());
    if (method == null) {
      throw new RapiException(
          501,
          "Method %s is unsupported for path %s"
              .formatted(request.method().name(), request.path()));
    }
    RapiUser user =
        users
            .authenticate(request.getHeader("Authorization"))
            .orElseThrow(RapiException::unauthorized);
    if (!user.may(method.access())) {
      throw RapiException.forbidden();
    }
    JsonNode json = RequestBody.parse(request, body);
    RapiRequest parsed =
        new RapiRequest(found.resource().name(), found.items(), request.params(), json);
    return method.handler().answer(parsed);
  }

  private Optional<Found> find(String path) {
    for (Resource resource : resources) {
      Matcher matcher = resource.path().matcher(path);
      if (matcher.matches()) {
        List<String> items = new ArrayList<>();
        for (int group = 1; group <= matcher.groupCount(); group++) {
          items.add(matcher.group(group));
        }
        return Optional.of(new Found(resource, items));
      }
    }
    return Optional.empty();
  }
}
