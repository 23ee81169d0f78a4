package org.synnefo.cyclades.ganeti.client.rapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.synnefo.cyclades.ganeti.client.NodeInfo;

/** A node in the response to {@code /2/nodes?bulk=1}. Sizes are null while it does not answer. */
public record NodeBody(
    @JsonProperty(required = true) String name,
    String role,
    boolean offline,
    boolean drained,
    @JsonProperty("vm_capable") boolean vmCapable,
    @JsonProperty("pip") String primaryAddress,
    @JsonProperty("mtotal") Long memoryTotal,
    @JsonProperty("mfree") Long memoryFree,
    @JsonProperty("dtotal") Long diskTotal,
    @JsonProperty("dfree") Long diskFree,
    @JsonProperty("ctotal") Integer cpus,
    @JsonProperty("pinst_cnt") int primaryInstances) {

  NodeInfo toInfo() {
    return new NodeInfo(
        name,
        role,
        offline,
        drained,
        vmCapable,
        primaryAddress,
        Optional.ofNullable(memoryTotal),
        Optional.ofNullable(memoryFree),
        Optional.ofNullable(diskTotal),
        Optional.ofNullable(diskFree),
        Optional.ofNullable(cpus),
        primaryInstances);
  }
}
