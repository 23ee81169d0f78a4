package org.synnefo.cyclades.api.quota;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.model.account.Usage;
import org.synnefo.cyclades.model.account.UsageReader;
import org.synnefo.cyclades.model.account.User;
import org.synnefo.cyclades.model.account.UserRepository;

/**
 * Checks quotas. The user's row is locked until the end of the transaction, so that concurrent
 * requests can't exceed a limit together.
 */
@ApplicationScoped
public class QuotaService {

  private final UserRepository users;
  private final UsageReader usages;
  private final QuotaConfiguration defaults;

  @Inject
  public QuotaService(UserRepository users, UsageReader usages, QuotaConfiguration defaults) {
    this.users = users;
    this.usages = usages;
    this.defaults = defaults;
  }

  /** Checks the quota for a new server, in the transaction that creates it. */
  public void reserveServer(long user, long vcpus, long memoryMib, long diskGib) {
    QuotaLimits limits = lockedLimits(user);
    Usage usage = usages.of(user);
    check("servers", limits.servers(), usage.servers(), 1);
    checkSize(limits, usage, vcpus, memoryMib, diskGib);
  }

  /** Checks the quota for growing a server by this much, in the transaction that grows it. */
  public void reserveGrowth(long user, long vcpus, long memoryMib, long diskGib) {
    checkSize(lockedLimits(user), usages.of(user), vcpus, memoryMib, diskGib);
  }

  /** Checks the quota for a new network, in the transaction that creates it. */
  public void reserveNetwork(long user) {
    check("networks", lockedLimits(user).networks(), usages.of(user).networks(), 1);
  }

  /** The limits of a user. */
  public QuotaLimits limits(long user) {
    return limitsOf(users.findById(user));
  }

  /** The current usage of a user. */
  public Usage usage(long user) {
    return usages.of(user);
  }

  private QuotaLimits lockedLimits(long user) {
    return limitsOf(
        users.lock(user).orElseThrow(() -> Fault.unauthorized("The user no longer exists.")));
  }

  private QuotaLimits limitsOf(User user) {
    return new QuotaLimits(
        valueOrDefault(user.maxServers, defaults.servers()),
        valueOrDefault(user.maxVcpus, defaults.vcpus()),
        valueOrDefault(user.maxMemoryMib, defaults.memoryMib()),
        valueOrDefault(user.maxDiskGib, defaults.diskGib()),
        valueOrDefault(user.maxNetworks, defaults.networks()));
  }

  private static int valueOrDefault(Integer limit, int otherwise) {
    return limit == null ? otherwise : limit;
  }

  private static void checkSize(
      QuotaLimits limits, Usage usage, long vcpus, long memoryMib, long diskGib) {
    check("vCPUs", limits.vcpus(), usage.vcpus(), vcpus);
    check("memory (MiB)", limits.memoryMib(), usage.memoryMib(), memoryMib);
    check("disk (GiB)", limits.diskGib(), usage.diskGib(), diskGib);
  }

  private static void check(String resource, long limit, long used, long asked) {
    if (asked > 0 && used + asked > limit) {
      throw Fault.overLimit(
          "Quota exceeded for %s: limit %d, used %d, requested %d.", resource, limit, used, asked);
    }
  }
}
