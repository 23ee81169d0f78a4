package org.synnefo.cyclades.ganeti.simulator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;

/** The cluster's default parameters of instances. */
public final class InstanceDefaults {

  private static final JsonNode DEFAULTS = load();

  private InstanceDefaults() {}

  private static JsonNode load() {
    try (InputStream resource = InstanceDefaults.class.getResourceAsStream("/cluster.json")) {
      return PythonJson.parse(resource.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The constant part of {@code /2/info}. */
  public static ObjectNode cluster() {
    return DEFAULTS.deepCopy();
  }

  /** All parameters of a hypervisor, with the cluster's values. */
  public static ObjectNode hypervisor(String hypervisor) {
    return DEFAULTS.path("hvparams").path(hypervisor).deepCopy();
  }

  /** All backend parameters of an instance. */
  public static ObjectNode beparams(Instance instance) {
    ObjectNode beparams = DEFAULTS.path("beparams").path("default").deepCopy();
    beparams.setAll(instance.beparams());
    return beparams;
  }

  /** All hypervisor parameters of an instance. */
  public static ObjectNode hvparams(Instance instance) {
    ObjectNode hvparams = hypervisor(instance.hypervisor());
    hvparams.setAll(instance.hvparams());
    return hvparams;
  }
}
