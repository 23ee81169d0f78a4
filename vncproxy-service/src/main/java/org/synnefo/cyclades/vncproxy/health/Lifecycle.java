package org.synnefo.cyclades.vncproxy.health;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.vncproxy.connection.EndCause;
import org.synnefo.cyclades.vncproxy.transport.ConsoleProxy;
import org.synnefo.cyclades.vncproxy.transport.RfbPort;
import org.synnefo.cyclades.vncproxy.transport.TimeSettings;

/**
 * Opens the port at start-up. At shutdown, refuses new viewers and gives existing ones time to
 * finish.
 */
@Singleton
public class Lifecycle {

  private static final Logger LOG = Logger.getLogger(Lifecycle.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final Duration LAST_BYTES = Duration.ofSeconds(1);

  private final RfbPort port;
  private final ConsoleProxy proxy;
  private final TimeSettings times;

  Lifecycle(RfbPort port, ConsoleProxy proxy, TimeSettings times) {
    this.port = port;
    this.proxy = proxy;
    this.times = times;
  }

  void start(@Observes StartupEvent event) {
    port.open();
  }

  /** This event comes before the web server stops, which would end the browsers' consoles. */
  void drain(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
    proxy.drain();
    port.close();
    if (proxy.open() > 0) {
      LOG.infof("Draining: sessions=%d grace=%s", proxy.open(), times.drain());
    }
    await(times.drain());
    proxy.stopAll(EndCause.DRAINED);
    await(LAST_BYTES);
  }

  private void await(Duration longest) throws InterruptedException {
    Instant until = Instant.now().plus(longest);
    while (proxy.open() > 0 && Instant.now().isBefore(until)) {
      Thread.sleep(LOOK_AGAIN.toMillis());
    }
  }
}
