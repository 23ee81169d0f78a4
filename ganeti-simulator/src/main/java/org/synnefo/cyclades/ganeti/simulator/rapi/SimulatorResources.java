package org.synnefo.cyclades.ganeti.simulator.rapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import org.synnefo.cyclades.ganeti.simulator.cluster.Cluster;
import org.synnefo.cyclades.ganeti.simulator.fault.Fault;
import org.synnefo.cyclades.ganeti.simulator.fault.FaultInjector;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;
import org.synnefo.cyclades.ganeti.simulator.operation.InstancePower;

/** Resources that Ganeti does not have: fault injection. HTTP faults do not affect these paths. */
final class SimulatorResources {

  static final String PREFIX = "/simulator/";

  private final FaultInjector faults;
  private final Cluster cluster;
  private final InstancePower power;

  SimulatorResources(FaultInjector faults, Cluster cluster, InstancePower power) {
    this.faults = faults;
    this.cluster = cluster;
    this.power = power;
  }

  List<Resource> all() {
    return List.of(
        new Resource("faults", PREFIX + "faults")
            .on("GET", Access.READ, request -> PythonJson.tree(faults.list()))
            .change("POST", this::add)
            .change("DELETE", this::clear),
        new Resource("faults_id", PREFIX + "faults/([0-9]{1,18})").change("DELETE", this::remove),
        new Resource("capacity", PREFIX + "capacity").change("PUT", this::capacity),
        new Resource("crash", PREFIX + "instances/([\\w._-]+)/crash").change("POST", this::crash));
  }

  private JsonNode add(RapiRequest request) throws RapiException {
    Opcodes.checkObject(request.body());
    try {
      return PythonJson.tree(faults.add(PythonJson.value(request.body(), Fault.class)));
    } catch (IllegalArgumentException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw RapiException.badRequest("Invalid fault: " + reason.getMessage());
    }
  }

  private JsonNode clear(RapiRequest request) {
    faults.clear();
    return NullNode.getInstance();
  }

  private JsonNode remove(RapiRequest request) throws RapiException {
    if (!faults.remove(Long.parseLong(request.item(0)))) {
      throw RapiException.notFound();
    }
    return NullNode.getInstance();
  }

  private JsonNode capacity(RapiRequest request) throws RapiException {
    Opcodes.checkObject(request.body());
    JsonNode memory = request.body().path("memory");
    if (!memory.isIntegralNumber() || memory.asLong() < 0) {
      throw RapiException.badRequest("memory must be a number of MiB");
    }
    cluster.limitMemory(memory.asLong());
    return PythonJson.object().put("memory", cluster.memory());
  }

  private JsonNode crash(RapiRequest request) throws RapiException {
    if (!power.crash(request.item(0))) {
      throw RapiException.notFound();
    }
    return NullNode.getInstance();
  }
}
