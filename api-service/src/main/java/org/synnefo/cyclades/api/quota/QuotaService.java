package org.synnefo.cyclades.api.quota;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.model.account.Usage;
import org.synnefo.cyclades.model.account.UsageReader;
import org.synnefo.cyclades.model.account.User;
import org.synnefo.cyclades.model.account.UserRepository;

/**
 * Takes from what a user may have. The user's row is locked until the end of the transaction, so
 * that of two that race for the last place one wins.
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

  /** Room for one more server of that size, in the transaction that makes it. */
  public void reserveServer(long user, long vcpus, long memoryMib, long diskGib) {
    QuotaLimits limits = lockedLimits(user);
    Usage usage = usages.of(user);
    check("servers", limits.servers(), usage.servers(), 1);
    checkSize(limits, usage, vcpus, memoryMib, diskGib);
  }

  /** Room for a server that grows by that much, in the transaction that lets it. */
  public void reserveGrowth(long user, long vcpus, long memoryMib, long diskGib) {
    checkSize(lockedLimits(user), usages.of(user), vcpus, memoryMib, diskGib);
  }

  /** Room for one more network, in the transaction that makes it. */
  public void reserveNetwork(long user) {
    check("networks", lockedLimits(user).networks(), usages.of(user).networks(), 1);
  }

  /** What a user may have. */
  public QuotaLimits limits(long user) {
    return limitsOf(users.findById(user));
  }

  /** What a user has. */
  public Usage usage(long user) {
    return usages.of(user);
  }

  private QuotaLimits lockedLimits(long user) {
    return limitsOf(
        users.lock(user).orElseThrow(() -> Fault.unauthorized("The user is no longer there.")));
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
    check("MiB of memory", limits.memoryMib(), usage.memoryMib(), memoryMib);
    check("GiB of disk", limits.diskGib(), usage.diskGib(), diskGib);
  }

  private static void check(String resource, long limit, long used, long asked) {
    if (asked > 0 && used + asked > limit) {
      throw Fault.overLimit(
          "Over the limit of %s: limit %d, used %d, asked for %d.", resource, limit, used, asked);
    }
  }
}
