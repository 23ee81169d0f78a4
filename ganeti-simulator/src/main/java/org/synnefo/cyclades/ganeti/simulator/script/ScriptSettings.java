package org.synnefo.cyclades.ganeti.simulator.script;

import java.nio.file.Path;
import java.util.Map;

/**
 * The programs that the cluster runs.
 *
 * @param hooks the directory of {@code instance-add-post.d} and so on
 * @param osCreate the OS create script; the simulator writes its own there if there is none
 * @param osEnvironment variables for the create script in addition to Ganeti's
 */
public record ScriptSettings(Path hooks, Path osCreate, Map<String, String> osEnvironment) {

  public ScriptSettings {
    osEnvironment = Map.copyOf(osEnvironment);
  }

  /** Both in the simulator's directory, without additional variables. */
  public static ScriptSettings in(Path data) {
    return new ScriptSettings(data.resolve("hooks"), data.resolve("os/snf-image/create"), Map.of());
  }

  public ScriptSettings withHooks(Path directory) {
    return new ScriptSettings(directory, osCreate, osEnvironment);
  }

  public ScriptSettings withOsCreate(Path script) {
    return new ScriptSettings(hooks, script, osEnvironment);
  }

  public ScriptSettings withOsEnvironment(Map<String, String> environment) {
    return new ScriptSettings(hooks, osCreate, environment);
  }
}
