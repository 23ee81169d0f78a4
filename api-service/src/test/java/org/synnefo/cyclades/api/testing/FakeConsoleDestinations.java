package org.synnefo.cyclades.api.testing;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.synnefo.cyclades.api.console.ConsoleDestinations;

/** Every server with a backend has its console at one place, unless looking for it must fail. */
@Mock
@ApplicationScoped
public class FakeConsoleDestinations implements ConsoleDestinations {

  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

  /** The next look-up fails so. */
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
