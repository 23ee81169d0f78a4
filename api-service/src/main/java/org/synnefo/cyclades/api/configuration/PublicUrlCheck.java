package org.synnefo.cyclades.api.configuration;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Warns of a public URL that works on this machine only, while others can reach the API. */
@ApplicationScoped
public class PublicUrlCheck {

  private static final Logger LOG = Logger.getLogger(PublicUrlCheck.class);

  void check(
      @Observes StartupEvent started,
      ApiConfiguration configuration,
      @ConfigProperty(name = "quarkus.http.host") String listensAt) {
    if (isUnreachable(configuration.publicUrl(), listensAt)) {
      LOG.warnf(
          "Links in answers begin with %s, which works on this machine only: set"
              + " cyclades.api.public-url (CYCLADES_API_PUBLIC_URL) to where tenants reach the API",
          configuration.publicUrl());
    }
  }

  static boolean isUnreachable(URI publicUrl, String listensAt) {
    return isLoopback(String.valueOf(publicUrl.getHost())) && !isLoopback(listensAt);
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.matches("\\[?::1]?");
  }
}
