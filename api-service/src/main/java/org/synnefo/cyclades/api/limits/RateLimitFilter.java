package org.synnefo.cyclades.api.limits;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import org.synnefo.cyclades.api.authentication.Authenticated;
import org.synnefo.cyclades.api.authentication.Caller;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.requests.FilterPriorities;

/** Rejects requests above the rate limit. */
@Provider
@Authenticated
@Priority(FilterPriorities.RATE_LIMIT)
public final class RateLimitFilter implements ContainerRequestFilter {

  private final RateLimits rates;
  private final Caller caller;

  @Inject
  public RateLimitFilter(RateLimits rates, Caller caller) {
    this.rates = rates;
    this.caller = caller;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    String method =
        context.getMethod().equals(HttpMethod.HEAD) ? HttpMethod.GET : context.getMethod();
    Duration wait = rates.take(caller.id(), method);
    if (!wait.isZero()) {
      throw Fault.rateExceeded("Too many %s requests.".formatted(method), wait);
    }
  }
}
