package org.synnefo.cyclades.ganeti.client;

import java.util.List;
import java.util.Map;

/**
 * A request to change an instance with one job. It must contain at least one change, or the job
 * fails.
 *
 * @param nics changes to NICs, in this order
 * @param beparams such as {@code vcpus}, {@code minmem}, {@code maxmem}; they take effect at the
 *     next start
 * @param hvparams hypervisor parameters
 * @param hotplugIfPossible whether to change the NICs of a running instance immediately, if its
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

  /** Changes NICs, immediately if possible. */
  public static ModifyInstance nics(NicChange... changes) {
    return new ModifyInstance(List.of(changes), Map.of(), Map.of(), true);
  }

  /** Changes the number of CPUs and the memory (MiB) from the next start on. */
  public static ModifyInstance size(int vcpus, int memory) {
    return new ModifyInstance(
        List.of(), Map.of("vcpus", vcpus, "minmem", memory, "maxmem", memory), Map.of(), false);
  }
}
