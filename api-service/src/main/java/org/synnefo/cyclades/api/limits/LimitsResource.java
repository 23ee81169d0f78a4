package org.synnefo.cyclades.api.limits;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.synnefo.cyclades.api.authentication.Authenticated;
import org.synnefo.cyclades.api.authentication.Caller;
import org.synnefo.cyclades.api.collections.LinkBuilder;
import org.synnefo.cyclades.api.limits.LimitsResponse.Absolute;
import org.synnefo.cyclades.api.limits.LimitsResponse.Limit;
import org.synnefo.cyclades.api.limits.LimitsResponse.Rate;
import org.synnefo.cyclades.api.metadata.MetadataConfiguration;
import org.synnefo.cyclades.api.quota.QuotaLimits;
import org.synnefo.cyclades.api.quota.QuotaService;
import org.synnefo.cyclades.api.representation.Values;
import org.synnefo.cyclades.api.servers.ServerConfiguration;
import org.synnefo.cyclades.model.account.Usage;

/** {@code /limits}. */
@Path(LinkBuilder.BASE + "/limits")
@Produces({"application/json", "application/xml"})
@Authenticated
@Blocking
public class LimitsResource {

  private final QuotaService quotas;
  private final RateLimits rates;
  private final ServerConfiguration servers;
  private final MetadataConfiguration metadata;
  private final Caller caller;

  @Inject
  public LimitsResource(
      QuotaService quotas,
      RateLimits rates,
      ServerConfiguration servers,
      MetadataConfiguration metadata,
      Caller caller) {
    this.quotas = quotas;
    this.rates = rates;
    this.servers = servers;
    this.metadata = metadata;
    this.caller = caller;
  }

  @GET
  @Operation(operationId = "getLimits", summary = "Get limits")
  public LimitsResponse get() {
    List<Limit> limits =
        rates.perMinute().entrySet().stream()
            .map(
                rate ->
                    new Limit(
                        rate.getKey(),
                        rate.getValue(),
                        rates.remaining(caller.id(), rate.getKey()),
                        "MINUTE"))
            .toList();
    return new LimitsResponse(
        new LimitsResponse.Limits(new Values<>(List.of(new Rate("*", ".*", limits))), absolute()));
  }

  private Absolute absolute() {
    QuotaLimits limits = quotas.limits(caller.id());
    Usage usage = quotas.usage(caller.id());
    return new Absolute(
        limits.servers(),
        usage.servers(),
        limits.vcpus(),
        usage.vcpus(),
        limits.memoryMib(),
        usage.memoryMib(),
        limits.diskGib(),
        usage.diskGib(),
        limits.networks(),
        usage.networks(),
        servers.maxPersonality(),
        servers.maxPersonalitySize(),
        metadata.maxItems(),
        metadata.maxItems());
  }
}
