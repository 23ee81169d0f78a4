package org.synnefo.cyclades.model.message;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Instant;
import java.util.List;

/**
 * All NICs of an instance, in Ganeti's order.
 *
 * @param instance name of the instance at Ganeti
 * @param nics its NICs; empty if it has none
 * @param eventTime when Ganeti reported them; null if the sender does not say
 * @param cluster name or UUID of the cluster; null where the sender does not tell
 */
public record NetworkStatus(
    String instance,
    List<NicStatus> nics,
    @JsonSerialize(using = EpochTime.Writer.class) @JsonDeserialize(using = EpochTime.Reader.class)
        Instant eventTime,
    String cluster)
    implements Message {

  /** The {@code type} of this message. */
  public static final String TYPE = "ganeti-net-status";

  public NetworkStatus {
    MessageFields.text(instance, "instance");
    nics = List.copyOf(MessageFields.required(nics, "nics"));
  }

  /** The same news of another time. */
  public NetworkStatus at(Instant time) {
    return new NetworkStatus(instance, nics, time, cluster);
  }

  @Override
  public String messageType() {
    return TYPE;
  }

  /**
   * @param mac MAC address
   * @param ip IPv4 address, or null
   * @param ipv6 IPv6 address, or null
   * @param link the link it is connected to, which identifies the network of all NICs but the first
   * @param firewall the firewall tag ({@code protected}, {@code unprotected}, {@code limited}), or
   *     null
   */
  public record NicStatus(String mac, String ip, String ipv6, String link, String firewall) {

    public NicStatus {
      MessageFields.text(mac, "nics.mac");
      ip = emptyToNull(ip);
      ipv6 = emptyToNull(ipv6);
      firewall = emptyToNull(firewall);
    }

    private static String emptyToNull(String value) {
      return value == null || value.isBlank() ? null : value;
    }
  }
}
