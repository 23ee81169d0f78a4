package org.synnefo.cyclades.dispatcher.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.synnefo.cyclades.dispatcher.configuration.DispatcherConfiguration;
import org.synnefo.cyclades.ganeti.client.GanetiClient;
import org.synnefo.cyclades.ganeti.client.JobId;
import org.synnefo.cyclades.ganeti.client.ModifyInstance;
import org.synnefo.cyclades.ganeti.client.NicChange;
import org.synnefo.cyclades.ganeti.client.NicInfo;
import org.synnefo.cyclades.ganeti.client.RebootType;
import org.synnefo.cyclades.ganeti.client.ReinstallInstance;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.command.Command;
import org.synnefo.cyclades.model.command.Commands;
import org.synnefo.cyclades.model.flavor.Flavor;
import org.synnefo.cyclades.model.flavor.Flavors;
import org.synnefo.cyclades.model.image.Image;
import org.synnefo.cyclades.model.image.Images;
import org.synnefo.cyclades.model.network.FirewallProfile;
import org.synnefo.cyclades.model.network.NetworkLinks;
import org.synnefo.cyclades.model.secret.DeploymentKey;
import org.synnefo.cyclades.model.server.InstanceNames;
import org.synnefo.cyclades.model.server.Server;

/** What each verb asks of Ganeti. */
@ApplicationScoped
class Requests {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Flavors flavors;
  private final Images images;
  private final NetworkLinks links;
  private final NewInstances newInstances;
  private final InstanceNames names;
  private final DeploymentKey key;
  private final Duration shutdownTimeout;
  private final String os;

  Requests(
      Flavors flavors,
      Images images,
      NetworkLinks links,
      NewInstances newInstances,
      InstanceNames names,
      DeploymentKey key,
      DispatcherConfiguration configuration) {
    this.flavors = flavors;
    this.images = images;
    this.links = links;
    this.newInstances = newInstances;
    this.names = names;
    this.key = key;
    this.shutdownTimeout = configuration.instances().shutdownTimeout();
    this.os = configuration.instances().os();
  }

  /**
   * Within a transaction.
   *
   * @throws IllegalArgumentException if the command's arguments can't be understood: it can't ever
   *     be done
   */
  Request of(Command command, Server server, Backend backend) {
    String name = names.of(server.id);
    Map<String, Object> arguments = command.arguments;
    return switch (command.verb) {
      case CREATE -> create(name, command, server, backend);
      case DELETE -> (client, reason) -> Optional.of(client.deleteInstance(name, reason));
      case START -> (client, reason) -> Optional.of(client.startInstance(name, reason));
      case SHUTDOWN ->
          (client, reason) -> Optional.of(client.shutdownInstance(name, shutdownTimeout, reason));
      case REBOOT -> {
        RebootType type = RebootType.valueOf(text(arguments, "type"));
        yield (client, reason) -> Optional.of(client.rebootInstance(name, type, reason));
      }
      case MODIFY_NICS -> modifyNics(name, arguments, backend);
      case SET_FIREWALL -> {
        FirewallProfile profile = FirewallProfile.valueOf(text(arguments, "profile"));
        yield (client, reason) -> setFirewall(client, name, profile, reason);
      }
      case REINSTALL -> reinstall(name, command);
      case RESIZE -> {
        Flavor flavor = required(flavors.findById(number(arguments, "flavor")), "flavor");
        yield (client, reason) ->
            Optional.of(
                client.modifyInstance(
                    name, ModifyInstance.size(flavor.cpu, flavor.ramMib), reason));
      }
    };
  }

  private Request create(String name, Command command, Server server, Backend backend) {
    Flavor flavor = required(flavors.findById(server.flavorId), "flavor");
    Image image = required(images.findById(server.imageId), "image");
    JsonNode secret = secret(command);
    var instance = newInstances.of(name, flavor, image, backend, secret);
    return (client, reason) -> Optional.of(client.createInstance(instance, reason));
  }

  private Request modifyNics(String name, Map<String, Object> arguments, Backend backend) {
    String link =
        links
            .ofNetwork(number(arguments, "network"))
            .orElseThrow(() -> new IllegalArgumentException("The network has no link any more."))
            .name;
    String action = text(arguments, "action");
    if (action.equals("add")) {
      Map<String, String> nic = new HashMap<>(backend.privateNic);
      nic.put("link", link);
      return (client, reason) ->
          Optional.of(client.modifyInstance(name, ModifyInstance.nics(NicChange.add(nic)), reason));
    }
    if (action.equals("remove")) {
      return (client, reason) -> removeNic(client, name, link, reason);
    }
    throw new IllegalArgumentException("unknown action '%s' of modify-nics".formatted(action));
  }

  private static Optional<JobId> removeNic(
      GanetiClient client, String name, String link, String reason) {
    return client
        .instance(name)
        .flatMap(
            instance ->
                instance.nics().stream()
                    .filter(nic -> nic.index() > 0 && nic.link().filter(link::equals).isPresent())
                    .map(NicInfo::uuid)
                    .findFirst())
        .map(
            nic -> client.modifyInstance(name, ModifyInstance.nics(NicChange.remove(nic)), reason));
  }

  private static Optional<JobId> setFirewall(
      GanetiClient client, String name, FirewallProfile profile, String reason) {
    List<String> others =
        client.tags(name).stream()
            .filter(tag -> tag.startsWith(FirewallProfile.TAG_PREFIX) && !tag.equals(profile.tag()))
            .toList();
    if (!others.isEmpty()) {
      client.deleteTags(name, others, "clean-up for " + reason);
    }
    return Optional.of(client.addTags(name, List.of(profile.tag()), reason));
  }

  private Request reinstall(String name, Command command) {
    Image image = required(images.findById(number(command.arguments, "image")), "image");
    ReinstallInstance request =
        new ReinstallInstance(
            Optional.of(os), newInstances.imageParameters(image, secret(command), true), true);
    return (client, reason) -> Optional.of(client.reinstallInstance(name, request));
  }

  private JsonNode secret(Command command) {
    if (command.secret == null) {
      return JSON.createObjectNode();
    }
    try {
      return JSON.readTree(key.decrypt(command.secret, Commands.SECRET_PURPOSE));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The command's secret arguments are not JSON.");
    }
  }

  private static <T> T required(T found, String what) {
    if (found == null) {
      throw new IllegalArgumentException("The %s does not exist.".formatted(what));
    }
    return found;
  }

  private static String text(Map<String, Object> arguments, String name) {
    return String.valueOf(required(arguments.get(name), "argument " + name));
  }

  private static long number(Map<String, Object> arguments, String name) {
    return Long.parseLong(text(arguments, name));
  }
}
