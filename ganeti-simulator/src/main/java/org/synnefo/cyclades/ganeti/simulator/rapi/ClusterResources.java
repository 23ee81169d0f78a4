package org.synnefo.cyclades.ganeti.simulator.rapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.synnefo.cyclades.ganeti.simulator.cluster.Cluster;
import org.synnefo.cyclades.ganeti.simulator.cluster.Network;
import org.synnefo.cyclades.ganeti.simulator.job.Job;
import org.synnefo.cyclades.ganeti.simulator.job.JobQueue;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;

/** The cluster, its node, networks and operating systems. */
final class ClusterResources {

  private static final int API_VERSION = 2;
  private static final List<String> FEATURES =
      List.of(
          "node-evac-res1",
          "instance-reinstall-reqv1",
          "instance-create-reqv1",
          "node-migrate-reqv1");

  private final Cluster cluster;
  private final ClusterView view;
  private final JobQueue queue;
  private final Opcodes opcodes;

  ClusterResources(Cluster cluster, ClusterView view, JobQueue queue, Opcodes opcodes) {
    this.cluster = cluster;
    this.view = view;
    this.queue = queue;
    this.opcodes = opcodes;
  }

  List<Resource> all() {
    return List.of(
        new Resource("root", "/").get(request -> NullNode.getInstance()),
        new Resource("2", "/2").get(request -> NullNode.getInstance()),
        new Resource("version", "/version").get(request -> PythonJson.tree(API_VERSION)),
        new Resource("info", "/2/info").get(request -> view.info()),
        new Resource("features", "/2/features").get(request -> PythonJson.tree(FEATURES)),
        new Resource("tags", "/2/tags").get(request -> PythonJson.array()),
        new Resource("os", "/2/os").onSlow("GET", Access.ANY, this::systems),
        new Resource("nodes", "/2/nodes").get(this::nodes),
        new Resource("nodes_name", "/2/nodes/([\\w._-]+)").get(this::node),
        new Resource("networks", "/2/networks").get(this::networks),
        new Resource("networks_name", "/2/networks/([\\w._-]+)").get(this::network));
  }

  /** An entry of a list without {@code bulk}. */
  static ObjectNode link(String path, String id) {
    return PythonJson.object().put("id", id).put("uri", path + id);
  }

  /** Ganeti queries its nodes with a job, and so does this. */
  private CompletionStage<JsonNode> systems(RapiRequest request) throws RapiException {
    ObjectNode parameters = PythonJson.object();
    parameters.putArray("output_fields").add("name").add("variants");
    Job job = queue.submit(List.of(opcodes.fill("OP_OS_DIAGNOSE", parameters)));
    return awaitEnd(job.id()).thenApply(ClusterResources::systemNames);
  }

  private CompletableFuture<Job> awaitEnd(long id) {
    CompletableFuture<Job> change = queue.store().nextChange(id);
    Job job = queue.store().job(id).orElseThrow();
    return job.status().isFinal()
        ? CompletableFuture.completedFuture(job)
        : change.thenCompose(unused -> awaitEnd(id));
  }

  private static JsonNode systemNames(Job job) {
    ArrayNode names = PythonJson.array();
    for (JsonNode system : job.ops().get(0).result()) {
      for (JsonNode variant : system.path(1)) {
        names.add(system.path(0).asText() + "+" + variant.asText());
      }
    }
    return names;
  }

  private JsonNode nodes(RapiRequest request) throws RapiException {
    JsonNode node = request.flag("bulk") ? view.node() : link("/2/nodes/", cluster.node().name());
    return PythonJson.array().add(node);
  }

  private JsonNode node(RapiRequest request) throws RapiException {
    if (!request.item(0).equals(cluster.node().name())) {
      throw RapiException.notFound();
    }
    return view.node();
  }

  private JsonNode networks(RapiRequest request) throws RapiException {
    boolean bulk = request.flag("bulk");
    ArrayNode list = PythonJson.array();
    for (Network network : cluster.networks()) {
      if (bulk) {
        list.add(view.network(network));
      } else {
        list.addObject().put("name", network.name()).put("uri", "/2/networks/" + network.name());
      }
    }
    return list;
  }

  private JsonNode network(RapiRequest request) throws RapiException {
    return view.network(cluster.network(request.item(0)).orElseThrow(RapiException::notFound));
  }
}
