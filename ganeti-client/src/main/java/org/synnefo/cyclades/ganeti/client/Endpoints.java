package org.synnefo.cyclades.ganeti.client;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.ganeti.client.GanetiException.Unavailable;

/**
 * The endpoints of one cluster (its master candidates). The one that answered last is asked first;
 * another is tried when it can't be reached, and for a question also when it does not answer. A
 * change that may have been applied is never sent to a second one.
 */
final class Endpoints implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Endpoints.class);

  private final List<RemoteApi> apis;
  private volatile int current;

  Endpoints(ClusterAddress address, GanetiTimeouts timeouts) {
    this.apis =
        address.endpoints().stream().map(endpoint -> connect(endpoint, address, timeouts)).toList();
  }

  /** One call of the remote API. */
  interface Call<T> {
    T of(RemoteApi api);
  }

  <T> T read(Call<T> call) {
    return ask(call, true);
  }

  <T> T change(Call<T> call) {
    return ask(call, false);
  }

  private <T> T ask(Call<T> call, boolean repeatable) {
    Unavailable last = null;
    int first = current;
    for (int i = 0; i < apis.size(); i++) {
      int chosen = (first + i) % apis.size();
      try {
        T answer = call.of(apis.get(chosen));
        current = chosen;
        return answer;
      } catch (RuntimeException problem) {
        GanetiException explained = Failures.explain(problem);
        if (explained instanceof Unavailable away && (repeatable || !away.mayHaveBeenApplied())) {
          last = away;
        } else {
          throw explained;
        }
      }
    }
    throw last;
  }

  private static RemoteApi connect(URI endpoint, ClusterAddress address, GanetiTimeouts timeouts) {
    warnIfInTheOpen(endpoint);
    QuarkusRestClientBuilder builder =
        QuarkusRestClientBuilder.newBuilder()
            .baseUri(endpoint)
            .connectTimeout(timeouts.connect().toMillis(), TimeUnit.MILLISECONDS)
            .readTimeout(timeouts.read().toMillis(), TimeUnit.MILLISECONDS)
            .register(new BasicAuthentication(address.user(), address.password()));
    address.certificateAuthority().map(TrustedAuthority::keyStore).ifPresent(builder::trustStore);
    return builder.build(RemoteApi.class);
  }

  private static void warnIfInTheOpen(URI endpoint) {
    boolean loopback = List.of("127.0.0.1", "localhost", "[::1]").contains(endpoint.getHost());
    if ("http".equals(endpoint.getScheme()) && !loopback) {
      LOG.warnf(
          "The remote API at %s is spoken to without TLS: passwords cross the network in clear",
          endpoint);
    }
  }

  @Override
  public void close() {
    List<Exception> problems = new ArrayList<>();
    for (RemoteApi api : apis) {
      try {
        ((AutoCloseable) api).close();
      } catch (Exception e) {
        problems.add(e);
      }
    }
    problems.forEach(
        problem -> LOG.debug("A connection to a cluster could not be closed", problem));
  }

  /**
   * Basic authentication, sent with the first request: Ganeti's challenge would cost a connection.
   */
  private static final class BasicAuthentication implements ClientRequestFilter {

    private final String header;

    BasicAuthentication(String user, String password) {
      byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      this.header = "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    @Override
    public void filter(ClientRequestContext request) {
      request.getHeaders().putSingle("Authorization", header);
    }
  }
}
