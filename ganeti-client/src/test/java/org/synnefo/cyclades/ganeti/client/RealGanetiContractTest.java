package org.synnefo.cyclades.ganeti.client;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The contract against a real cluster, given by {@code CYCLADES_TEST_RAPI_URL}, {@code _USER},
 * {@code _PASSWORD} and, unless the Java runtime trusts it, {@code _CA} (a PEM file). Set {@code
 * _HYPERVISOR} and {@code _LINK} (a bridge) if the defaults, the cluster's hypervisor and {@code
 * br0}, don't fit.
 */
@QuarkusTest
@EnabledIfEnvironmentVariable(named = "CYCLADES_TEST_RAPI_URL", matches = ".+")
class RealGanetiContractTest extends GanetiContract {

  @Override
  protected ClusterAddress cluster() {
    return new ClusterAddress(
        List.of(URI.create(setting("URL").orElseThrow())),
        setting("USER").orElseThrow(),
        setting("PASSWORD").orElseThrow(),
        setting("CA").map(RealGanetiContractTest::contents));
  }

  @Override
  protected Map<String, String> nic() {
    return Map.of("mode", "bridged", "link", setting("LINK").orElse("br0"));
  }

  @Override
  protected Optional<String> hypervisor() {
    return setting("HYPERVISOR");
  }

  private static Optional<String> setting(String name) {
    return Optional.ofNullable(System.getenv("CYCLADES_TEST_RAPI_" + name));
  }

  private static String contents(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
