package org.synnefo.cyclades.ganeti.client;

import java.util.List;
import java.util.Map;

/**
 * Changes to an instance, made by one job. At least one is needed: Ganeti fails a job without any.
 *
 * @param nics changes to interfaces, in this order
 * @param beparams such as {@code vcpus}, {@code minmem}, {@code maxmem}; they take effect when the
 *     instance is next started
 * @param hvparams parameters of the hypervisor
 * @param hotplugIfPossible whether a running instance gets the interfaces at once, where its
 *     hypervisor can
 */
public record ModifyInstance(
    List<NicChange> nics,
    Map<String, Object> beparams,
    Map<String, Object> hvparams,
    boolean hotplugIfPossible) {

  public ModifyInstance {
    nics = List.copyOf(nics);
    beparams = Map.copyOf(beparams);
    hvparams = Map.copyOf(hvparams);
  }

  /** Changes to interfaces, at once where possible. */
  public static ModifyInstance nics(NicChange... changes) {
    return new ModifyInstance(List.of(changes), Map.of(), Map.of(), true);
  }

  /** Other processors and memory (MiB), from the next start on. */
  public static ModifyInstance size(int vcpus, int memory) {
    return new ModifyInstance(
        List.of(), Map.of("vcpus", vcpus, "minmem", memory, "maxmem", memory), Map.of(), false);
  }
}
