package org.synnefo.cyclades.ganeti.client;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The contract, with the cluster that the environment names. */
@QuarkusTest
@EnabledIfEnvironmentVariable(named = "CYCLADES_TEST_RAPI_URL", matches = ".+")
class RealGanetiContractTest extends GanetiContract {

  @Override
  protected ClusterAddress cluster() {
    try {
      return new ClusterAddress(
          List.of(URI.create(System.getenv("CYCLADES_TEST_RAPI_URL"))),
          System.getenv("CYCLADES_TEST_RAPI_USER"),
          System.getenv("CYCLADES_TEST_RAPI_PASSWORD"),
          Optional.of(Files.readString(Path.of(System.getenv("CYCLADES_TEST_RAPI_CA")))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
