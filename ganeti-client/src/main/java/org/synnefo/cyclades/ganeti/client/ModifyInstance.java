package org.synnefo.cyclades.ganeti.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * A change of an instance ({@code PUT /2/instances/<name>/modify}).
 *
 * @param nics changes of NICs, each {@code ["add", "-1", {…}]} or {@code ["remove", "<index, name
 *     or UUID>", {}]}
 * @param beparams new values, or null
 * @param hotplugIfPossible change a running machine at once, where its hypervisor can
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModifyInstance(
    List<List<Object>> nics,
    Map<String, Object> beparams,
    @JsonProperty("hotplug_if_possible") Boolean hotplugIfPossible) {

  /** One more NIC, after the others. */
  public static ModifyInstance addNic(Map<String, String> nic) {
    return new ModifyInstance(List.of(List.of("add", "-1", nic)), null, true);
  }

  /**
   * One NIC less.
   *
   * @param identifier index, name or UUID
   */
  public static ModifyInstance removeNic(String identifier) {
    return new ModifyInstance(List.of(List.of("remove", identifier, Map.of())), null, true);
  }

  /** Other backend parameters, taken up at the next start. */
  public static ModifyInstance backendParameters(Map<String, Object> beparams) {
    return new ModifyInstance(null, beparams, null);
  }
}
