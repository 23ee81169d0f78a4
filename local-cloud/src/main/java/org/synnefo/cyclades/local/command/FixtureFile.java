package org.synnefo.cyclades.local.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.synnefo.cyclades.local.settings.CloudFolder;
import org.synnefo.cyclades.local.settings.Cluster;

/**
 * What the cloud starts with, for {@code snf-admin load}: the flavors and images of {@code
 * deploy/fixtures}, this cloud's backend and its users.
 */
record FixtureFile(CloudFolder folder, Cloud cloud) {

  private static final String SIMULATED_DISK_TEMPLATE = "file";

  Path write() {
    ObjectMapper json = new ObjectMapper();
    Path common = Cyclades.HOME.resolve("deploy/fixtures/catalog.json");
    try {
      Map<String, Object> fixtures =
          new LinkedHashMap<>(json.readValue(common.toFile(), Map.class));
      String template =
          cloud.settings().simulated()
              ? SIMULATED_DISK_TEMPLATE
              : cloud.settings().cluster().diskTemplate();
      ((List<Map<String, Object>>) fixtures.get("flavors"))
          .forEach(flavor -> flavor.put("diskTemplate", template));
      fixtures.put("backends", List.of(backend()));
      fixtures.put("users", users());
      return folder.write(
          "fixtures.json", json.writerWithDefaultPrettyPrinter().writeValueAsString(fixtures));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "%s is not as it should be: %s".formatted(common, e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("%s can't be read".formatted(common), e);
    }
  }

  private Map<String, Object> backend() {
    Map<String, Object> backend = new LinkedHashMap<>();
    backend.put("name", "local");
    backend.put("endpoints", List.of(cloud.parts().rapiUrl()));
    if (cloud.settings().simulated()) {
      backend.put("user", "cyclades");
      backend.put("password", cloud.settings().secrets().rapiPassword());
      backend.put("publicNic", Map.of("ip", "pool", "network", "snf-public"));
      backend.put("privateNic", Map.of("mode", "bridged"));
    } else {
      Cluster cluster = cloud.settings().cluster();
      backend.put("user", cluster.user());
      backend.put("password", cluster.password());
      backend.put("certificateAuthority", cluster.certificateAuthority());
      backend.put("hypervisor", cluster.hypervisor());
      backend.put("publicNic", cluster.publicNic());
      backend.put("privateNic", cluster.privateNic());
    }
    return backend;
  }

  private List<Map<String, Object>> users() {
    return List.of(
        user("First Tenant", "first@example.com", "USER", cloud.settings().secrets().firstToken()),
        user(
            "Second Tenant",
            "second@example.com",
            "USER",
            cloud.settings().secrets().secondToken()),
        user(
            "Administrator",
            "admin@example.com",
            "ADMIN",
            cloud.settings().secrets().adminToken()));
  }

  private static Map<String, Object> user(String name, String email, String type, String token) {
    return Map.of(
        "name", name,
        "email", email,
        "type", type,
        "tokens", List.of(Map.of("value", token, "description", "local cloud")));
  }
}
