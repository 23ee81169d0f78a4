package org.synnefo.cyclades.dispatcher.commands;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.synnefo.cyclades.dispatcher.InstanceNames;
import org.synnefo.cyclades.dispatcher.backends.DeploymentTag;
import org.synnefo.cyclades.dispatcher.backends.DeploymentTag.Owner;
import org.synnefo.cyclades.dispatcher.operations.CommandCompletion;
import org.synnefo.cyclades.ganeti.client.GanetiClient;
import org.synnefo.cyclades.ganeti.client.InstanceInfo;
import org.synnefo.cyclades.ganeti.client.JobId;
import org.synnefo.cyclades.ganeti.client.ModifyInstance;
import org.synnefo.cyclades.ganeti.client.NicChange;
import org.synnefo.cyclades.ganeti.client.NicInfo;
import org.synnefo.cyclades.ganeti.client.RebootType;
import org.synnefo.cyclades.model.flavor.Flavor;
import org.synnefo.cyclades.model.network.FirewallProfile;

/** What each verb asks of Ganeti. */
@ApplicationScoped
public class JobRequests {

  private static final long MIB_PER_GIB = 1024;

  private final InstanceNames names;
  private final CreateParameters parameters;
  private final CommandData data;
  private final DeploymentTag tag;
  private final CommandConfiguration configuration;

  @Inject
  public JobRequests(
      InstanceNames names,
      CreateParameters parameters,
      CommandData data,
      DeploymentTag tag,
      CommandConfiguration configuration) {
    this.names = names;
    this.parameters = parameters;
    this.data = data;
    this.tag = tag;
    this.configuration = configuration;
  }

  /**
   * Asks Ganeti for the command's job.
   *
   * @param lastCheck is run when all is prepared, just before the request goes out
   * @return number of the job; empty if there is nothing to do
   */
  OptionalLong submit(Claim claim, GanetiClient client, Runnable lastCheck) {
    String name = names.of(claim.server().id);
    String reason = claim.reason();
    return switch (claim.command().verb) {
      case CREATE -> {
        var request = parameters.create(claim);
        lastCheck.run();
        yield job(client.createInstance(request, reason));
      }
      case REINSTALL -> {
        var request = parameters.reinstall(claim);
        lastCheck.run();
        yield job(client.reinstallInstance(name, request));
      }
      case MODIFY_NICS -> modifyNics(claim, client, name, lastCheck);
      case SET_FIREWALL -> setFirewall(claim, client, name, lastCheck);
      case RESIZE -> resize(claim, client, name, lastCheck);
      case DELETE -> delete(client, name, reason, lastCheck);
      case START, SHUTDOWN, REBOOT -> {
        lastCheck.run();
        yield job(plain(claim, client, name, reason));
      }
    };
  }

  /** Nothing is left to do where the cluster has no such instance. */
  private OptionalLong delete(GanetiClient client, String name, String reason, Runnable lastCheck) {
    Optional<InstanceInfo> instance = client.instance(name);
    if (instance.isEmpty()) {
      return OptionalLong.empty();
    }
    if (tag.owner(instance.get()) == Owner.ANOTHER) {
      throw new ImpossibleCommandException("The machine belongs to another deployment");
    }
    lastCheck.run();
    return job(client.deleteInstance(name, reason));
  }

  private JobId plain(Claim claim, GanetiClient client, String name, String reason) {
    return switch (claim.command().verb) {
      case START -> client.startInstance(name, reason);
      case SHUTDOWN -> client.shutdownInstance(name, configuration.shutdownTimeout(), reason);
      default ->
          client.rebootInstance(
              name, RebootType.valueOf(claim.argument("type").orElse("SOFT")), reason);
    };
  }

  /** Two jobs where the disk grows; the second one when the first has ended. */
  private OptionalLong resize(Claim claim, GanetiClient client, String name, Runnable lastCheck) {
    Flavor flavor = data.flavor(claim.number("flavor"));
    long wanted = flavor.diskGib * MIB_PER_GIB;
    boolean grows = instance(client, name).diskSizes().stream().findFirst().orElse(wanted) < wanted;
    lastCheck.run();
    return grows
        ? job(client.growDiskTo(name, 0, wanted, claim.reason() + ":disk"))
        : job(
            client.modifyInstance(
                name, ModifyInstance.size(flavor.cpu, flavor.ramMib), claim.reason()));
  }

  private static InstanceInfo instance(GanetiClient client, String name) {
    return client
        .instance(name)
        .orElseThrow(() -> new ImpossibleCommandException("The server has no machine"));
  }

  private OptionalLong modifyNics(
      Claim claim, GanetiClient client, String name, Runnable lastCheck) {
    long network = claim.number("network");
    String link =
        data.link(network).orElseThrow(() -> new ImpossibleCommandException("The network is gone"));
    boolean add = claim.argument("action").filter("add"::equals).isPresent();
    if (add) {
      Map<String, String> nic = new TreeMap<>(data.backend(claim.server().backendId).privateNic);
      nic.put("link", link);
      lastCheck.run();
      return job(
          client.modifyInstance(name, ModifyInstance.nics(NicChange.add(nic)), claim.reason()));
    }
    Optional<NicInfo> nic =
        instance(client, name).nics().stream()
            .filter(candidate -> candidate.index() > 0)
            .filter(candidate -> candidate.link().filter(link::equals).isPresent())
            .findFirst();
    if (nic.isEmpty()) {
      return OptionalLong.empty();
    }
    lastCheck.run();
    return job(
        client.modifyInstance(
            name, ModifyInstance.nics(NicChange.remove(nic.get().uuid())), claim.reason()));
  }

  /**
   * Two jobs where the instance has another profile: the new tag comes before the others go, so
   * that no failure leaves it without any.
   */
  private OptionalLong setFirewall(
      Claim claim, GanetiClient client, String name, Runnable lastCheck) {
    FirewallProfile profile = CommandCompletion.profile(claim.command());
    List<String> present = instance(client, name).tags();
    List<String> others =
        Arrays.stream(FirewallProfile.values())
            .filter(other -> other != profile)
            .map(FirewallProfile::tag)
            .filter(present::contains)
            .toList();
    lastCheck.run();
    if (!present.contains(profile.tag())) {
      return job(client.addTags(name, List.of(profile.tag()), claim.reason() + ":add"));
    }
    return others.isEmpty()
        ? OptionalLong.empty()
        : job(client.deleteTags(name, others, claim.reason()));
  }

  private static OptionalLong job(JobId id) {
    return OptionalLong.of(id.value());
  }
}
