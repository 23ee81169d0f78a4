package org.synnefo.cyclades.ganeti.simulator.rapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.synnefo.cyclades.ganeti.simulator.cluster.Cluster;
import org.synnefo.cyclades.ganeti.simulator.cluster.Instance;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;

/** {@code /2/instances} and below. */
final class InstanceResources {

  private static final String NAME = "/2/instances/([\\w._-]+)";
  private static final String INSTANCE_NAME = "instance_name";

  private final Cluster cluster;
  private final InstanceView view;
  private final JobSubmission jobs;

  InstanceResources(Cluster cluster, InstanceView view, JobSubmission jobs) {
    this.cluster = cluster;
    this.view = view;
    this.jobs = jobs;
  }

  List<Resource> all() {
    return List.of(
        new Resource("instances", "/2/instances").get(this::list).change("POST", this::create),
        new Resource("instances_name", NAME).get(this::show).change("DELETE", this::remove),
        new Resource("instances_name_startup", NAME + "/startup").change("PUT", this::startup),
        new Resource("instances_name_shutdown", NAME + "/shutdown").change("PUT", this::shutdown),
        new Resource("instances_name_reboot", NAME + "/reboot").change("POST", this::reboot),
        new Resource("instances_name_modify", NAME + "/modify").change("PUT", this::modify),
        new Resource("instances_name_reinstall", NAME + "/reinstall")
            .change("POST", this::reinstall),
        new Resource("instances_name_disk_grow", NAME + "/disk/([0-9]{1,4})/grow")
            .change("POST", this::grow),
        new Resource("instances_name_console", NAME + "/console")
            .on("GET", Access.READ, this::console),
        new Resource("instances_name_tags", NAME + "/tags")
            .get(this::tags)
            .change("PUT", request -> changeTags(request, "OP_TAGS_SET"))
            .change("DELETE", request -> changeTags(request, "OP_TAGS_DEL")));
  }

  private JsonNode list(RapiRequest request) throws RapiException {
    boolean bulk = request.flag("bulk");
    ArrayNode list = PythonJson.array();
    for (Instance instance : cluster.instances()) {
      list.add(bulk ? view.of(instance) : ClusterResources.link("/2/instances/", instance.name()));
    }
    return list;
  }

  private JsonNode show(RapiRequest request) throws RapiException {
    return view.of(cluster.instance(request.item(0)).orElseThrow(RapiException::notFound));
  }

  private JsonNode create(RapiRequest request) throws RapiException {
    Opcodes.checkObject(request.body());
    ObjectNode body = request.body().deepCopy();
    JsonNode version = body.path("__version__");
    body.remove("__version__");
    if (version.asInt(0) == 0) {
      throw RapiException.badRequest("Instance creation request version 0 is no longer supported");
    }
    if (version.asInt() != 1) {
      throw RapiException.badRequest("Unsupported request data version " + version.asText());
    }
    rename(body, "os", "os_type");
    rename(body, "name", INSTANCE_NAME);
    return jobs.submit(request, "OP_INSTANCE_CREATE", body, dryRun(request));
  }

  private static void rename(ObjectNode body, String from, String to) {
    JsonNode value = body.remove(from);
    if (value != null) {
      body.set(to, value);
    }
  }

  private static ObjectNode dryRun(RapiRequest request) throws RapiException {
    return PythonJson.object().put("dry_run", request.flag("dry-run"));
  }

  private static ObjectNode named(RapiRequest request) throws RapiException {
    return dryRun(request).put(INSTANCE_NAME, request.item(0));
  }

  private JsonNode remove(RapiRequest request) throws RapiException {
    return jobs.submit(request, "OP_INSTANCE_REMOVE", request.body(), named(request));
  }

  private JsonNode startup(RapiRequest request) throws RapiException {
    ObjectNode fixed =
        named(request)
            .put("force", request.flag("force"))
            .put("no_remember", request.flag("no_remember"));
    return jobs.submit(request, "OP_INSTANCE_STARTUP", null, fixed);
  }

  private JsonNode shutdown(RapiRequest request) throws RapiException {
    ObjectNode fixed = named(request).put("no_remember", request.flag("no_remember"));
    return jobs.submit(request, "OP_INSTANCE_SHUTDOWN", request.body(), fixed);
  }

  private JsonNode reboot(RapiRequest request) throws RapiException {
    String type = request.parameter("type");
    ObjectNode fixed =
        named(request)
            .put("reboot_type", type == null ? "hard" : type)
            .put("ignore_secondaries", request.flag("ignore_secondaries"));
    return jobs.submit(request, "OP_INSTANCE_REBOOT", request.body(), fixed);
  }

  private JsonNode modify(RapiRequest request) throws RapiException {
    if (request.body() == null) {
      throw RapiException.internal("'NoneType' object has no attribute 'copy'");
    }
    Opcodes.checkObject(request.body());
    ObjectNode body = request.body().deepCopy();
    rename(body, "custom_beparams", "beparams");
    rename(body, "custom_hvparams", "hvparams");
    ObjectNode fixed = PythonJson.object().put(INSTANCE_NAME, request.item(0));
    return jobs.submit(request, "OP_INSTANCE_SET_PARAMS", body, fixed);
  }

  /** One job with three operations; the only one that stores no reason. */
  private JsonNode reinstall(RapiRequest request) throws RapiException {
    if (request.body() != null && !request.query().isEmpty()) {
      throw RapiException.badRequest("Can't combine query and body parameters");
    }
    JsonNode body = request.body() == null ? PythonJson.object() : request.body();
    if (!body.isObject()) {
      throw RapiException.badRequest("Invalid body contents, not a dictionary");
    }
    String os = request.body() == null ? request.parameter("os") : body.path("os").asText(null);
    boolean start =
        request.body() == null ? !request.flag("nostartup") : body.path("start").asBoolean(true);
    JsonNode osparams = body.path("osparams");
    ObjectNode name = PythonJson.object().put(INSTANCE_NAME, request.item(0));
    ObjectNode reinstall = name.deepCopy().put("os_type", os);
    reinstall.set("osparams", osparams.isMissingNode() ? NullNode.getInstance() : osparams);

    List<ObjectNode> operations = new ArrayList<>();
    operations.add(jobs.opcodes().fill("OP_INSTANCE_SHUTDOWN", name));
    operations.add(jobs.opcodes().fill("OP_INSTANCE_REINSTALL", reinstall));
    if (start) {
      operations.add(
          jobs.opcodes().fill("OP_INSTANCE_STARTUP", name.deepCopy().put("force", false)));
    }
    return jobs.submit(operations);
  }

  private JsonNode grow(RapiRequest request) throws RapiException {
    ObjectNode fixed =
        PythonJson.object()
            .put(INSTANCE_NAME, request.item(0))
            .put("disk", Integer.parseInt(request.item(1)));
    return jobs.submit(request, "OP_INSTANCE_GROW_DISK", request.body(), fixed);
  }

  private JsonNode console(RapiRequest request) throws RapiException {
    Instance instance =
        cluster
            .instance(request.item(0))
            .orElseThrow(() -> RapiException.internal("list index out of range"));
    if (!instance.running()) {
      throw new RapiException(503, "Instance console unavailable");
    }
    if (instance.networkPort() != null) {
      // Ganeti does the same with KVM and VNC, because it fails on the display's number.
      throw RapiException.internal("Internal Server Error");
    }
    return PythonJson.object()
        .put("instance", instance.name())
        .put("kind", "msg")
        .put("message", "Console not available for " + instance.hypervisor() + " hypervisor");
  }

  private JsonNode tags(RapiRequest request) throws RapiException {
    String name = request.item(0);
    Instance instance =
        cluster
            .instance(name)
            .orElseThrow(
                () ->
                    RapiException.internal(
                        "('Instance name " + name + " not found', 'unknown_entity')"));
    return PythonJson.tree(instance.tags());
  }

  private JsonNode changeTags(RapiRequest request, String opcode) throws RapiException {
    List<String> tags = request.parameters("tag");
    if (tags.isEmpty() && opcode.equals("OP_TAGS_DEL")) {
      throw RapiException.badRequest("Cannot delete all tags - PUT to set them");
    }
    ObjectNode fixed = dryRun(request).put("kind", "instance").put("name", request.item(0));
    fixed.set("tags", PythonJson.tree(tags));
    return jobs.submit(request, opcode, null, fixed);
  }
}
