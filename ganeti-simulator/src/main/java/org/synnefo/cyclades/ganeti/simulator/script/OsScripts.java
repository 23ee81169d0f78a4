package org.synnefo.cyclades.ganeti.simulator.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.synnefo.cyclades.ganeti.simulator.cluster.Cluster;
import org.synnefo.cyclades.ganeti.simulator.cluster.Disk;
import org.synnefo.cyclades.ganeti.simulator.cluster.Instance;
import org.synnefo.cyclades.ganeti.simulator.cluster.InstanceDefaults;
import org.synnefo.cyclades.ganeti.simulator.cluster.Nic;

/** Runs the create script of the only operating system. */
public final class OsScripts {

  /** Its name and its only variant. */
  public static final String NAME = "snf-image";

  public static final String VARIANT = "default";

  /** Its parameters. */
  public static final List<String> PARAMETERS =
      List.of(
          "img_id",
          "img_format",
          "img_passwd",
          "img_passwd_hash",
          "img_properties",
          "img_personality",
          "config_url",
          "auth_keys",
          "cloud_userdata");

  private static final int LAST_LINES = 20;

  private final ScriptSettings settings;
  private final Cluster cluster;
  private final Path logs;

  /**
   * Writes the simulator's own create script if there is none.
   *
   * @param logs the directory for the scripts' output
   */
  public OsScripts(ScriptSettings settings, Cluster cluster, Path logs) {
    this.settings = settings;
    this.cluster = cluster;
    this.logs = logs;
    try {
      Files.createDirectories(logs);
      if (!Files.exists(settings.osCreate())) {
        writeOwn(settings.osCreate());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Can't use " + settings.osCreate(), e);
    }
  }

  private static void writeOwn(Path script) throws IOException {
    Files.createDirectories(script.toAbsolutePath().getParent());
    try (InputStream own = OsScripts.class.getResourceAsStream("/snf-image-create")) {
      Files.write(script, own.readAllBytes());
    }
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /**
   * Installs the system on an instance's disks.
   *
   * @param osparams all parameters, including secret ones
   * @return the error in Ganeti's words, if it failed
   */
  public Optional<String> create(
      Instance instance, Map<String, JsonNode> osparams, boolean reinstall)
      throws InterruptedException {
    Path log = logs.resolve("create-" + instance.name() + ".log");
    Map<String, String> environment = environment(instance, osparams);
    if (reinstall) {
      environment.put("INSTANCE_REINSTALL", "1");
    }
    Path script = settings.osCreate().toAbsolutePath();
    int code = ScriptProcess.run(script, script.getParent(), environment, log.toFile());
    if (code == 0) {
      return Optional.empty();
    }
    return Optional.of(
        "OS create script failed (exited with exit code %d), last lines in the log file:\n%s"
            .formatted(code, tail(log)));
  }

  private static String tail(Path log) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read " + log, e);
    }
  }

  private Map<String, String> environment(Instance instance, Map<String, JsonNode> osparams) {
    Map<String, String> environment = new TreeMap<>(settings.osEnvironment());
    environment.put("PATH", ScriptProcess.PATH);
    environment.put("OS_API_VERSION", "20");
    environment.put("OS_NAME", NAME);
    environment.put("OS_VARIANT", VARIANT);
    environment.put("DEBUG_LEVEL", "0");
    osparams.forEach(
        (name, value) ->
            environment.put(
                "OSP_" + name.toUpperCase(Locale.ROOT).replace('-', '_'), value.asText("")));
    environment.put("INSTANCE_NAME", instance.name());
    environment.put("INSTANCE_OS", instance.os());
    environment.put("INSTANCE_UUID", instance.uuid());
    environment.put("INSTANCE_CTIME", String.valueOf(instance.ctime()));
    environment.put("INSTANCE_MTIME", String.valueOf(instance.mtime()));
    environment.put("INSTANCE_PRIMARY_NODE", cluster.identity().nodeUuid());
    environment.put("INSTANCE_SECONDARY_NODES", "");
    environment.put("HYPERVISOR", instance.hypervisor());
    environment.put("DISK_COUNT", String.valueOf(instance.disks().size()));
    for (int index = 0; index < instance.disks().size(); index++) {
      putDisk(environment, "DISK_" + index + "_", instance.disks().get(index));
    }
    environment.put("NIC_COUNT", String.valueOf(instance.nics().size()));
    for (int index = 0; index < instance.nics().size(); index++) {
      putNic(environment, "NIC_" + index + "_", instance.nics().get(index));
    }
    InstanceDefaults.beparams(instance)
        .fields()
        .forEachRemaining(
            entry -> environment.put("INSTANCE_BE_" + entry.getKey(), entry.getValue().asText()));
    return environment;
  }

  private static void putDisk(Map<String, String> environment, String prefix, Disk disk) {
    environment.put(prefix + "ACCESS", "rw");
    environment.put(prefix + "UUID", disk.uuid());
    environment.put(prefix + "SIZE", String.valueOf(disk.size()));
    environment.put(prefix + "PATH", disk.path());
    environment.put(prefix + "BACKEND_TYPE", "file:loop");
    if (disk.name() != null) {
      environment.put(prefix + "NAME", disk.name());
    }
  }

  private void putNic(Map<String, String> environment, String prefix, Nic nic) {
    environment.put(prefix + "MAC", nic.mac());
    environment.put(prefix + "UUID", nic.uuid());
    environment.put(prefix + "MODE", nic.mode());
    environment.put(prefix + "LINK", nic.link());
    if (nic.name() != null) {
      environment.put(prefix + "NAME", nic.name());
    }
    if (nic.ip() != null) {
      environment.put(prefix + "IP", nic.ip());
    }
    if ("bridged".equals(nic.mode())) {
      environment.put(prefix + "BRIDGE", nic.link());
    }
    if (nic.network() != null) {
      cluster
          .network(nic.network())
          .ifPresent(
              network -> HookEnvironment.putNetwork(environment, prefix + "NETWORK_", network));
    }
  }
}
