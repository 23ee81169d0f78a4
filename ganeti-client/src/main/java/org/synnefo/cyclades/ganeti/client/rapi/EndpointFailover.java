package org.synnefo.cyclades.ganeti.client.rapi;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.ganeti.client.GanetiException;

/**
 * The endpoints of one cluster. The one that answered last is used first. If it can't be reached
 * and the request can safely be sent again, the next one is tried.
 */
final class EndpointFailover {

  private static final Logger LOG = Logger.getLogger(EndpointFailover.class);

  private final List<Endpoint> endpoints;
  private volatile int current;

  EndpointFailover(List<Endpoint> endpoints) {
    this.endpoints = List.copyOf(endpoints);
  }

  /** Sends a read-only request. */
  <T> T read(Function<RemoteApi, T> call) {
    return call(endpoint -> call.apply(endpoint.calls()), failure -> true);
  }

  /** Sends a long poll. */
  <T> T await(Function<RemoteApi, T> call) {
    return call(endpoint -> call.apply(endpoint.waits()), failure -> true);
  }

  /** Sends a request that must not be executed twice. */
  <T> T change(Function<RemoteApi, T> call) {
    return call(endpoint -> call.apply(endpoint.calls()), failure -> !failure.mayHaveBeenApplied());
  }

  private <T> T call(
      Function<Endpoint, T> call, Predicate<GanetiException.Unavailable> mayBeTriedElsewhere) {
    int first = current;
    GanetiException.Unavailable failure = null;
    for (int attempt = 0; attempt < endpoints.size(); attempt++) {
      int index = (first + attempt) % endpoints.size();
      Endpoint endpoint = endpoints.get(index);
      try {
        T result = callOnce(endpoint, call);
        current = index;
        return result;
      } catch (GanetiException.Unavailable e) {
        if (!mayBeTriedElsewhere.test(e)) {
          throw e;
        }
        failure = e;
        LOG.debugf("Endpoint %s is unavailable: %s", endpoint.uri(), e.getMessage());
      }
    }
    throw failure;
  }

  private static <T> T callOnce(Endpoint endpoint, Function<Endpoint, T> call) {
    try {
      return call.apply(endpoint);
    } catch (GanetiException e) {
      throw e;
    } catch (RuntimeException e) {
      throw TransportErrors.of(endpoint.uri(), e);
    }
  }

  void close() {
    endpoints.forEach(Endpoint::close);
  }
}
