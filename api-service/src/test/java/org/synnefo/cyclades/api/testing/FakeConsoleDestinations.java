package org.synnefo.cyclades.api.testing;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.synnefo.cyclades.api.console.ConsoleDestinations;

/** Returns a fixed console for every server with a backend, unless it is told to fail. */
@Mock
@ApplicationScoped
public class FakeConsoleDestinations implements ConsoleDestinations {

  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

  /** Makes the next call fail with this exception. */
  public void failOnce(RuntimeException how) {
    failure.set(how);
  }

  @Override
  public Optional<Destination> find(long server, long backend) {
    RuntimeException how = failure.getAndSet(null);
    if (how != null) {
      throw how;
    }
    return Optional.of(new Destination("node1.example.com", 11000));
  }
}
