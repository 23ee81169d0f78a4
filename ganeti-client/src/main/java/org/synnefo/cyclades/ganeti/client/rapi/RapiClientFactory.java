package org.synnefo.cyclades.ganeti.client.rapi;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.ContextResolver;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;
import org.synnefo.cyclades.ganeti.client.ClusterAddress;
import org.synnefo.cyclades.ganeti.client.GanetiClient;
import org.synnefo.cyclades.ganeti.client.GanetiClientFactory;
import org.synnefo.cyclades.ganeti.client.GanetiTimeouts;

/** Creates a REST client for each endpoint of a cluster. */
@ApplicationScoped
class RapiClientFactory implements GanetiClientFactory {

  private static final Logger LOG = Logger.getLogger(RapiClientFactory.class);

  /**
   * A RAPI daemon serves 20 connections at a time; calls and long polls together stay below that.
   */
  private static final int CALL_CONNECTIONS = 10;

  private static final int WAIT_CONNECTIONS = 8;

  private final GanetiTimeouts timeouts;

  @Inject
  RapiClientFactory(GanetiSettings settings) {
    this(settings.timeouts());
  }

  RapiClientFactory(GanetiTimeouts timeouts) {
    this.timeouts = timeouts;
  }

  @Override
  public GanetiClient connect(ClusterAddress address) {
    Optional<Certificates> certificates = address.certificateAuthority().map(Certificates::ofPem);
    List<Endpoint> endpoints =
        address.endpoints().stream().map(uri -> endpoint(uri, address, certificates)).toList();
    return new RapiClient(new EndpointFailover(endpoints));
  }

  private Endpoint endpoint(URI uri, ClusterAddress address, Optional<Certificates> certificates) {
    if ("http".equalsIgnoreCase(uri.getScheme()) && !isLoopback(uri)) {
      LOG.warnf(
          "INSECURE: requests to the cluster at %s, with its password, are not encrypted (http)",
          uri);
    }
    return new Endpoint(
        uri,
        remoteApi(uri, address, certificates, timeouts.read(), CALL_CONNECTIONS),
        remoteApi(uri, address, certificates, timeouts.longPoll(), WAIT_CONNECTIONS));
  }

  private RemoteApi remoteApi(
      URI uri,
      ClusterAddress address,
      Optional<Certificates> certificates,
      Duration readTimeout,
      int connections) {
    QuarkusRestClientBuilder builder =
        QuarkusRestClientBuilder.newBuilder()
            .baseUri(uri)
            .connectTimeout(timeouts.connect().toMillis(), TimeUnit.MILLISECONDS)
            .readTimeout(readTimeout.toMillis(), TimeUnit.MILLISECONDS)
            .followRedirects(false)
            .disableDefaultMapper(true)
            .register(new ErrorResponses())
            .register(authentication(address))
            .register(new JsonFormat())
            .register(new ConnectionOptions(timeouts.connect(), readTimeout))
            // RAPI closes each connection after its response, so never wait for one to be reused.
            .property(QuarkusRestClientProperties.KEEP_ALIVE_ENABLED, false)
            .property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, connections);
    certificates.ifPresent(
        trusted ->
            builder
                .trustStore(trusted.store(), Certificates.STORE_PASSWORD)
                .verifyHost(!trusted.pinned()));
    return builder.build(RemoteApi.class);
  }

  private static ClientRequestFilter authentication(ClusterAddress address) {
    String credentials = address.user() + ":" + address.password();
    String header =
        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    return request -> request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, header);
  }

  /** A separate mapper, so that no service's JSON settings change what is sent to Ganeti. */
  static final class JsonFormat implements ContextResolver<ObjectMapper> {

    private final ObjectMapper mapper =
        new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @Override
    public ObjectMapper getContext(Class<?> type) {
      return mapper;
    }
  }

  /**
   * The REST client's read timeout only covers the start of a response. This idle timeout of the
   * connection ends a response that stalls.
   */
  static final class ConnectionOptions implements ContextResolver<HttpClientOptions> {

    private final HttpClientOptions options;

    ConnectionOptions(Duration handshake, Duration silence) {
      options =
          new HttpClientOptions()
              .setSslHandshakeTimeout(handshake.toMillis())
              .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
              .setReadIdleTimeout(Math.toIntExact(silence.toMillis()))
              .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    @Override
    public HttpClientOptions getContext(Class<?> type) {
      return options;
    }
  }

  private static boolean isLoopback(URI uri) {
    try {
      return InetAddress.getByName(uri.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
