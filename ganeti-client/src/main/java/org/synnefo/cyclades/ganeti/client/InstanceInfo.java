package org.synnefo.cyclades.ganeti.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An instance, as {@code GET /2/instances/<name>} shows it.
 *
 * @param adminState what it should do: {@code up}, {@code down}, {@code offline}
 * @param status what it does: {@code running}, {@code ADMIN_down}, {@code ERROR_down}, …
 * @param running whether it runs; null where its node does not tell
 * @param primaryNode name of the node that it runs on
 * @param networkPort port of its VNC server on that node; null if it has none
 * @param created seconds since the epoch
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InstanceInfo(
    String name,
    @JsonProperty("admin_state") String adminState,
    String status,
    @JsonProperty("oper_state") Boolean running,
    @JsonProperty("pnode") String primaryNode,
    @JsonProperty("network_port") Integer networkPort,
    @JsonProperty("ctime") double created,
    List<String> tags,
    Map<String, Object> beparams,
    @JsonProperty("nic.macs") List<String> nicMacs,
    @JsonProperty("nic.ips") List<String> nicIps,
    @JsonProperty("nic.links") List<String> nicLinks,
    @JsonProperty("nic.names") List<String> nicNames,
    @JsonProperty("nic.networks.names") List<String> nicNetworks) {

  /**
   * @param mac its hardware address
   * @param ip its address, or null
   * @param link its link
   * @param network Ganeti's network that it is in, or null
   */
  public record NicInfo(String mac, String ip, String link, String network) {}

  /** The NICs, in Ganeti's order. */
  public List<NicInfo> nics() {
    List<NicInfo> nics = new ArrayList<>();
    for (int i = 0; nicMacs != null && i < nicMacs.size(); i++) {
      nics.add(new NicInfo(nicMacs.get(i), at(nicIps, i), at(nicLinks, i), at(nicNetworks, i)));
    }
    return nics;
  }

  private static String at(List<String> values, int index) {
    return values == null || index >= values.size() ? null : values.get(index);
  }
}
