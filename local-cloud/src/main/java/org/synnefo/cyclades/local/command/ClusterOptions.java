package org.synnefo.cyclades.local.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.synnefo.cyclades.local.settings.Cluster;
import picocli.CommandLine.Option;

/** The options of a real cluster. */
final class ClusterOptions {

  @Option(names = "--ganeti", required = true, paramLabel = "URL", description = "Its remote API.")
  String url;

  @Option(names = "--ganeti-user", required = true, description = "A user who may write.")
  String user;

  @Option(
      names = "--ganeti-password",
      required = true,
      defaultValue = "${env:CYCLADES_GANETI_PASSWORD}",
      description =
          "The user's password; others see it among the processes. Default: the environment's CYCLADES_GANETI_PASSWORD.")
  String password;

  @Option(
      names = "--ganeti-ca",
      paramLabel = "FILE",
      description = "PEM of the authority to trust.")
  Path certificateAuthority;

  @Option(
      names = "--ganeti-queue",
      paramLabel = "DIR",
      description = "Its job queue: the event daemon runs here and watches it.")
  Path queue;

  @Option(
      names = "--ganeti-spool",
      paramLabel = "DIR",
      description = "Where its hook leaves messages. Default: /var/spool/cyclades.")
  Path spool = Path.of("/var/spool/cyclades");

  @Option(
      names = "--ganeti-hypervisor",
      paramLabel = "NAME",
      description = "Default: the cluster's own.")
  String hypervisor;

  @Option(
      names = "--ganeti-disk-template",
      defaultValue = "file",
      paramLabel = "NAME",
      description = "Of the flavors. Default: ${DEFAULT-VALUE}.")
  String diskTemplate;

  @Option(
      names = "--ganeti-public-nic",
      split = ",",
      paramLabel = "KEY=VALUE",
      description =
          "What a NIC of the public network looks like there. Default: ip=pool,network=snf-public.")
  Map<String, String> publicNic =
      new LinkedHashMap<>(Map.of("ip", "pool", "network", "snf-public"));

  @Option(
      names = "--ganeti-private-nic",
      split = ",",
      paramLabel = "KEY=VALUE",
      description = "What a NIC of a private network looks like there. Default: mode=bridged.")
  Map<String, String> privateNic = new LinkedHashMap<>(Map.of("mode", "bridged"));

  @Option(
      names = "--ganeti-hosts",
      paramLabel = "FILE",
      description = "A hosts file with the addresses of its nodes, for consoles.")
  Path hosts;

  Cluster cluster() {
    return new Cluster(
        url,
        user,
        password,
        absolute(certificateAuthority),
        absolute(queue),
        absolute(spool),
        hypervisor,
        diskTemplate,
        publicNic,
        privateNic,
        absolute(hosts));
  }

  private static String absolute(Path path) {
    return path == null ? null : path.toAbsolutePath().toString();
  }
}
