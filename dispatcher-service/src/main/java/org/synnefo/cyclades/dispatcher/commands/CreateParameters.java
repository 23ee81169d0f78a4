package org.synnefo.cyclades.dispatcher.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.synnefo.cyclades.dispatcher.InstanceNames;
import org.synnefo.cyclades.dispatcher.backends.DeploymentTag;
import org.synnefo.cyclades.ganeti.client.CreateInstance;
import org.synnefo.cyclades.ganeti.client.ReinstallInstance;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.command.Command;
import org.synnefo.cyclades.model.command.CommandRepository;
import org.synnefo.cyclades.model.flavor.Flavor;
import org.synnefo.cyclades.model.image.Image;
import org.synnefo.cyclades.model.secret.DeploymentKey;
import org.synnefo.cyclades.model.server.Server;

/** What an instance is made of: flavor, image, the cluster's own ways, the deployment's wishes. */
@ApplicationScoped
public class CreateParameters {

  private static final String DISKLESS = "diskless";
  private static final String KVM = "kvm";
  private static final String PASSWORD = "img_passwd";
  private static final long MIB_PER_GIB = 1024;
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final InstanceNames names;
  private final CommandData data;
  private final DeploymentTag tag;
  private final DeploymentKey key;
  private final CreateConfiguration configuration;

  @Inject
  public CreateParameters(
      InstanceNames names,
      CommandData data,
      DeploymentTag tag,
      DeploymentKey key,
      CreateConfiguration configuration) {
    this.names = names;
    this.data = data;
    this.tag = tag;
    this.key = key;
    this.configuration = configuration;
  }

  CreateInstance create(Claim claim) {
    Server server = claim.server();
    Backend backend = data.backend(server.backendId);
    Flavor flavor = data.flavor(server.flavorId);
    Map<String, String> osparams = imageParameters(server);
    Map<String, String> secrets = secretParameters(claim.command());
    Map<String, String> secretOsparams = Map.of();
    if (configuration.secretParameters() && secrets.containsKey(PASSWORD)) {
      secretOsparams = Map.of(PASSWORD, secrets.remove(PASSWORD));
    }
    osparams.putAll(secrets);
    return CreateInstance.named(names.of(server.id))
        .disks(flavor.diskTemplate, disks(flavor))
        .nics(List.of(backend.publicNic))
        .os(configuration.os(), osparams)
        .osparamsSecret(secretOsparams)
        .hypervisor(Optional.ofNullable(backend.hypervisor))
        .hvparams(hypervisorParameters(backend))
        .beparams(backendParameters(flavor))
        .tags(List.of(tag.own()))
        .overrides(overrides())
        .build();
  }

  ReinstallInstance reinstall(Claim claim) {
    Map<String, String> osparams = imageParameters(claim.server());
    osparams.putAll(secretParameters(claim.command()));
    return new ReinstallInstance(Optional.of(configuration.os()), osparams, true);
  }

  private static List<CreateInstance.Disk> disks(Flavor flavor) {
    return flavor.diskTemplate.equals(DISKLESS)
        ? List.of()
        : List.of(CreateInstance.Disk.ofSize(flavor.diskGib * MIB_PER_GIB));
  }

  private Map<String, String> imageParameters(Server server) {
    Image image = data.image(server.imageId);
    Map<String, String> properties = new TreeMap<>();
    data.imageMetadata(server.imageId)
        .forEach((name, value) -> properties.put(name.toUpperCase(Locale.ROOT), value));
    Map<String, String> osparams = new HashMap<>(configuration.osparams());
    osparams.put("img_id", image.location);
    osparams.put("img_format", image.diskFormat);
    osparams.put("img_properties", json(properties));
    return osparams;
  }

  private Map<String, String> secretParameters(Command command) {
    Map<String, String> parameters = new HashMap<>();
    if (command.secret == null) {
      return parameters;
    }
    try {
      JsonNode secret =
          JSON.readTree(key.decrypt(command.secret, CommandRepository.SECRET_PURPOSE));
      if (secret.path("adminPass").isTextual()) {
        parameters.put(PASSWORD, secret.path("adminPass").textValue());
      }
      if (secret.path("personality").isArray()) {
        parameters.put("img_personality", secret.path("personality").toString());
      }
    } catch (JsonProcessingException e) {
      throw new ImpossibleCommandException("The command's secret arguments are not JSON");
    }
    return parameters;
  }

  private Map<String, Object> hypervisorParameters(Backend backend) {
    Map<String, Object> parameters = new HashMap<>(configuration.hvparams());
    if (KVM.equals(backend.hypervisor)) {
      // A serial console would take the place of the VNC one.
      parameters.putIfAbsent("serial_console", false);
    }
    return parameters;
  }

  private Map<String, Object> backendParameters(Flavor flavor) {
    Map<String, Object> parameters = new HashMap<>(configuration.beparams());
    parameters.put("vcpus", flavor.cpu);
    parameters.put("memory", flavor.ramMib);
    parameters.put("auto_balance", configuration.autoBalance());
    return parameters;
  }

  private Map<String, Object> overrides() {
    if (configuration.overrides().isEmpty()) {
      return Map.of();
    }
    try {
      Map<String, Object> overrides =
          JSON.readValue(configuration.overrides().get(), new TypeReference<>() {});
      // Other tags come beside ours, never in its place.
      overrides.computeIfPresent("tags", (name, tags) -> withOwnTag(tags));
      return overrides;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "cyclades.dispatcher.create.overrides is not a JSON object: " + e.getOriginalMessage());
    }
  }

  private List<Object> withOwnTag(Object tags) {
    List<Object> all = new ArrayList<>(List.of(tag.own()));
    if (tags instanceof Collection<?> others) {
      all.addAll(others);
    }
    return all;
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A map of strings can't be written as JSON", e);
    }
  }
}
