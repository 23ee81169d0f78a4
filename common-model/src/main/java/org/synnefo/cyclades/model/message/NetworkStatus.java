package org.synnefo.cyclades.model.message;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Instant;
import java.util.List;

/**
 * The NICs of an instance, all of them, in Ganeti's order.
 *
 * @param instance name of the instance at Ganeti
 * @param nics its NICs; an empty list if it has none
 * @param eventTime when Ganeti reported them; null where the sender does not tell
 */
public record NetworkStatus(
    String instance,
    List<NicStatus> nics,
    @JsonSerialize(using = EpochTime.Writer.class) @JsonDeserialize(using = EpochTime.Reader.class)
        Instant eventTime)
    implements Message {

  /** The {@code type} of this message. */
  public static final String TYPE = "ganeti-net-status";

  public NetworkStatus {
    MessageFields.text(instance, "instance");
    nics = List.copyOf(MessageFields.required(nics, "nics"));
  }

  @Override
  public String messageType() {
    return TYPE;
  }

  /**
   * @param mac its hardware address
   * @param ip its IPv4 address, or null
   * @param ipv6 its IPv6 address, or null
   * @param link the link that it is connected to; tells the network of all but the first
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
