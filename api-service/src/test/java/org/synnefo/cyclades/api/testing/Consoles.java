package org.synnefo.cyclades.api.testing;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.synnefo.cyclades.api.console.ConsoleDestinations;

/** Every server with a backend has its console at one place. */
@Mock
@ApplicationScoped
public class Consoles implements ConsoleDestinations {

  @Override
  public Optional<Destination> find(long server, long backend) {
    return Optional.of(new Destination("node1.example.com", 11000));
  }
}
