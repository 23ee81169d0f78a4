package org.synnefo.cyclades.dispatcher.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.synnefo.cyclades.dispatcher.configuration.DispatcherConfiguration;
import org.synnefo.cyclades.ganeti.client.CreateInstance;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.flavor.Flavor;
import org.synnefo.cyclades.model.image.Image;
import org.synnefo.cyclades.model.image.ImageMetadataItems;

/** What a new instance looks like at Ganeti, with the parameters of the image deployment. */
@ApplicationScoped
class NewInstances {

  private static final int MEBIBYTES_PER_GIBIBYTE = 1024;
  private static final String PASSWORD = "img_passwd";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ImageMetadataItems imageMetadata;
  private final String os;

  NewInstances(ImageMetadataItems imageMetadata, DispatcherConfiguration configuration) {
    this.imageMetadata = imageMetadata;
    this.os = configuration.instances().os();
  }

  /**
   * @param secret {@code adminPass} and {@code personality} of the request
   */
  CreateInstance of(String name, Flavor flavor, Image image, Backend backend, JsonNode secret) {
    boolean diskless = flavor.diskTemplate.equals("diskless");
    boolean inFiles =
        flavor.diskTemplate.equals("file") || flavor.diskTemplate.equals("sharedfile");
    return CreateInstance.named(name)
        .disks(
            flavor.diskTemplate,
            diskless
                ? List.of()
                : List.of(
                    CreateInstance.Disk.ofSize((long) flavor.diskGib * MEBIBYTES_PER_GIBIBYTE)))
        .nics(List.of(backend.publicNic))
        .os(os, imageParameters(image, secret, false))
        .osparamsSecret(Map.of(PASSWORD, secret.path("adminPass").asText()))
        .hypervisor(Optional.ofNullable(backend.hypervisor))
        .hvparams("kvm".equals(backend.hypervisor) ? Map.of("serial_console", false) : Map.of())
        .size(flavor.cpu, flavor.ramMib)
        .overrides(inFiles ? Map.of("file_driver", "loop") : Map.of())
        .build();
  }

  /**
   * Parameters of the operating system definition.
   *
   * @param withPassword whether the password is among them; where Ganeti takes secret parameters,
   *     it is not
   */
  Map<String, String> imageParameters(Image image, JsonNode secret, boolean withPassword) {
    ObjectNode properties = JSON.createObjectNode();
    imageMetadata
        .list("imageId", image.id)
        .forEach(item -> properties.put(item.metaKey, item.metaValue));
    Map<String, String> parameters = new HashMap<>();
    parameters.put("img_id", image.location);
    parameters.put("img_format", image.diskFormat);
    parameters.put("img_properties", properties.toString());
    if (secret.path("personality").size() > 0) {
      parameters.put("img_personality", secret.get("personality").toString());
    }
    if (withPassword) {
      parameters.put(PASSWORD, secret.path("adminPass").asText());
    }
    return parameters;
  }
}
