package org.synnefo.cyclades.ganeti.client.rapi;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.ganeti.client.ClusterInfo;
import org.synnefo.cyclades.ganeti.client.GanetiException;

/**
 * The endpoints of one cluster. The one that answered last is used first. If it can't be reached
 * and the request can safely be sent again, the next one is tried.
 */
final class EndpointFailover {

  private static final Logger LOG = Logger.getLogger(EndpointFailover.class);

  private final List<Endpoint> endpoints;
  private final AtomicInteger current;
  private final Optional<String> cluster;

  EndpointFailover(List<Endpoint> endpoints) {
    this(List.copyOf(endpoints), new AtomicInteger(), Optional.empty());
  }

  private EndpointFailover(
      List<Endpoint> endpoints, AtomicInteger current, Optional<String> cluster) {
    this.endpoints = endpoints;
    this.current = current;
    this.cluster = cluster;
  }

  /** The same endpoints; each is asked before each call whether it is of that cluster. */
  EndpointFailover ofCluster(String uuid) {
    return new EndpointFailover(endpoints, current, Optional.of(uuid));
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
    int first = current.get();
    GanetiException.Unavailable failure = null;
    for (int attempt = 0; attempt < endpoints.size(); attempt++) {
      int index = (first + attempt) % endpoints.size();
      Endpoint endpoint = endpoints.get(index);
      try {
        verify(endpoint);
        T result = callOnce(endpoint, call);
        current.set(index);
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

  /** No answer to the question is an answer to the call that was to follow. */
  private void verify(Endpoint endpoint) {
    if (cluster.isEmpty()) {
      return;
    }
    ClusterInfo found;
    try {
      found = callOnce(endpoint, asked -> asked.calls().info().toInfo());
    } catch (GanetiException.Unavailable e) {
      throw new GanetiException.Unavailable(e.getMessage(), false, e);
    } catch (GanetiException.NotFound | GanetiException.Rejected e) {
      throw new GanetiException.Unexpected(
          "%s does not tell which cluster it is: %s".formatted(endpoint.uri(), e.getMessage()), e);
    }
    if (!found.uuid().equals(cluster.get())) {
      throw new GanetiException.OtherCluster(cluster.get(), found);
    }
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
