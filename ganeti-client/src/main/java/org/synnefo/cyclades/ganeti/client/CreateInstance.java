package org.synnefo.cyclades.ganeti.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * A new instance ({@code POST /2/instances}). The cluster's allocator chooses the node. What is
 * null is left out, and the cluster's default holds.
 *
 * @param disks sizes in MiB
 * @param beparams {@code vcpus}, {@code memory} in MiB, …
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CreateInstance(
    String name,
    @JsonProperty("disk_template") String diskTemplate,
    @JsonProperty("file_driver") String fileDriver,
    List<Disk> disks,
    List<Map<String, String>> nics,
    String os,
    Map<String, String> osparams,
    String hypervisor,
    Map<String, Object> beparams,
    Map<String, Object> hvparams) {

  /**
   * @param size MiB
   */
  public record Disk(int size) {}

  @JsonProperty("__version__")
  public int version() {
    return 1;
  }

  @JsonProperty("mode")
  public String mode() {
    return "create";
  }

  /** Addresses and names are ours to give: Ganeti shall look none of them up. */
  @JsonProperty("ip_check")
  public boolean ipCheck() {
    return false;
  }

  @JsonProperty("name_check")
  public boolean nameCheck() {
    return false;
  }

  @JsonProperty("wait_for_sync")
  public boolean waitForSync() {
    return false;
  }

  @Override
  public String toString() {
    return "CreateInstance[name=%s]".formatted(name);
  }
}
