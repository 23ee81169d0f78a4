package org.synnefo.cyclades.ganeti.simulator;

import java.nio.file.Path;
import java.time.Clock;
import org.synnefo.cyclades.ganeti.simulator.cluster.NetworkSettings;
import org.synnefo.cyclades.ganeti.simulator.cluster.NodeSettings;
import org.synnefo.cyclades.ganeti.simulator.console.ConsoleSettings;
import org.synnefo.cyclades.ganeti.simulator.job.JobTimes;
import org.synnefo.cyclades.ganeti.simulator.rapi.RapiSettings;
import org.synnefo.cyclades.ganeti.simulator.script.ScriptSettings;

/**
 * All settings.
 *
 * @param data the directory that holds all state
 * @param clock the clock of the cluster
 */
public record SimulatorSettings(
    Path data,
    RapiSettings rapi,
    JobTimes times,
    NodeSettings node,
    NetworkSettings network,
    ConsoleSettings consoles,
    ScriptSettings scripts,
    Clock clock) {

  /** The defaults, with ports chosen by the operating system. */
  public static SimulatorSettings of(Path data, RapiSettings rapi) {
    Path absolute = data.toAbsolutePath();
    return new SimulatorSettings(
        absolute,
        rapi,
        JobTimes.defaults(),
        NodeSettings.defaults(),
        NetworkSettings.defaults(),
        ConsoleSettings.anyPorts(),
        ScriptSettings.in(absolute),
        Clock.systemUTC());
  }

  /** Everything as it is, in another directory: another cluster. */
  public SimulatorSettings withData(Path newData) {
    return new SimulatorSettings(
        newData.toAbsolutePath(), rapi, times, node, network, consoles, scripts, clock);
  }

  public SimulatorSettings withRapi(RapiSettings newRapi) {
    return new SimulatorSettings(data, newRapi, times, node, network, consoles, scripts, clock);
  }

  public SimulatorSettings withTimes(JobTimes newTimes) {
    return new SimulatorSettings(data, rapi, newTimes, node, network, consoles, scripts, clock);
  }

  public SimulatorSettings withNode(NodeSettings newNode) {
    return new SimulatorSettings(data, rapi, times, newNode, network, consoles, scripts, clock);
  }

  public SimulatorSettings withNetwork(NetworkSettings newNetwork) {
    return new SimulatorSettings(data, rapi, times, node, newNetwork, consoles, scripts, clock);
  }

  public SimulatorSettings withConsoles(ConsoleSettings newConsoles) {
    return new SimulatorSettings(data, rapi, times, node, network, newConsoles, scripts, clock);
  }

  public SimulatorSettings withScripts(ScriptSettings newScripts) {
    return new SimulatorSettings(data, rapi, times, node, network, consoles, newScripts, clock);
  }

  public SimulatorSettings withClock(Clock newClock) {
    return new SimulatorSettings(data, rapi, times, node, network, consoles, scripts, newClock);
  }
}
