package org.synnefo.cyclades.api.limits;

import java.util.List;
import org.synnefo.cyclades.api.representation.Values;
import org.synnefo.cyclades.api.representation.View;
import org.synnefo.cyclades.api.representation.XmlItem;

/** The limits of a user. */
public record LimitsResponse(Limits limits) implements View {

  /**
   * @param rate limits per method and minute
   * @param absolute quotas and their usage
   */
  public record Limits(@XmlItem("rate") Values<Rate> rate, Absolute absolute) {}

  /**
   * @param uri for people
   * @param regex of the paths
   */
  public record Rate(String uri, String regex, @XmlItem("limit") List<Limit> limit) {}

  /**
   * @param remaining number of requests allowed at present
   */
  public record Limit(String verb, int value, long remaining, String unit) {}

  /** Field names as in OpenStack Compute. */
  public record Absolute(
      long maxTotalInstances,
      long totalInstancesUsed,
      long maxTotalCores,
      long totalCoresUsed,
      long maxTotalRAMSize,
      long totalRAMUsed,
      long maxTotalDiskSize,
      long totalDiskUsed,
      long maxTotalPrivateNetworks,
      long totalPrivateNetworksUsed,
      int maxPersonality,
      int maxPersonalitySize,
      int maxServerMeta,
      int maxImageMeta) {}
}
