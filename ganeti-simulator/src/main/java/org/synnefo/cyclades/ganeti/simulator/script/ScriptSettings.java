package org.synnefo.cyclades.ganeti.simulator.script;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where the programs are that the cluster runs.
 *
 * @param hooks the directory of the {@code instance-add-post.d} and so on
 * @param osCreate the operating system's create script; the simulator's own is written there if
 *     there is none
 * @param osEnvironment variables that the create script gets besides those of Ganeti
 */
public record ScriptSettings(Path hooks, Path osCreate, Map<String, String> osEnvironment) {

  public ScriptSettings {
    osEnvironment = Map.copyOf(osEnvironment);
  }

  /** Both in the simulator's own directory; nothing added to the environment. */
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
