package org.synnefo.cyclades.ganeti.tools.eventd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synnefo.cyclades.ganeti.tools.jobqueue.JobChangePublisher;
import org.synnefo.cyclades.ganeti.tools.publish.BrokerSettings;
import org.synnefo.cyclades.ganeti.tools.spool.SpoolDirectory;
import org.synnefo.cyclades.settings.KnownSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The event daemon's main class: reads the options and runs the {@link EventLoop}. */
@Command(
    name = "event-daemon",
    description =
        "Publishes changes of Ganeti's job queue, and the messages in the spool, to the broker.",
    footer = {
      "",
      "Each option can also be set in the environment (CYCLADES_EVENTD_AMQP_URL for --amqp-url)",
      "or in the properties file (amqp-url). The broker's password is part of the URL, or set",
      "separately by CYCLADES_EVENTD_AMQP_PASSWORD or the property amqp-password. Without a URL the",
      "services' settings name the broker: RABBITMQ_HOST, RABBITMQ_PORT, ..."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class EventDaemon implements Callable<Integer> {

  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(8);

  @Spec private CommandSpec specification;

  @Option(names = "--config", description = "Properties file with further options.")
  private Path config;

  @Option(
      names = "--queue",
      defaultValue = "/var/lib/ganeti/queue",
      description = "Ganeti's job queue (default: ${DEFAULT-VALUE}).")
  private Path queue;

  @Option(
      names = "--spool",
      defaultValue = "/var/spool/cyclades",
      description =
          "Directory with messages of the hook and the progress monitor (default: ${DEFAULT-VALUE}).")
  private Path spool;

  @Option(
      names = "--state",
      defaultValue = "/var/lib/cyclades-event-daemon/position.json",
      description = "File that remembers what was published (default: ${DEFAULT-VALUE}).")
  private Path state;

  @Option(
      names = "--amqp-url",
      required = true,
      description = "The broker: amqp://user@host:5672/virtual-host, or amqps.")
  private URI amqpUrl;

  @Option(
      names = "--prefix",
      defaultValue = "snf",
      description = "Prefix of our instances (default: ${DEFAULT-VALUE}).")
  private String prefix;

  @Option(names = "--cluster", description = "Name of the cluster, included in each message.")
  private String cluster;

  @Option(
      names = "--queue-type",
      description = "x-queue-type of the queues, such as quorum (default: none).")
  private String queueType;

  @Option(
      names = "--declare-queues",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "true",
      description = "Declare the queues of our messages (default: ${DEFAULT-VALUE}).")
  private boolean declareQueues;

  @Option(
      names = "--from-beginning",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      description = "On the first start, also publish jobs that have already finished.")
  private boolean fromBeginning;

  @Option(
      names = "--master-check",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      description = "Publish jobs only while this node is Ganeti's master.")
  private boolean masterCheck;

  @Option(
      names = "--master-file",
      defaultValue = "/var/lib/ganeti/ssconf_master_node",
      description = "File with the name of Ganeti's master node (default: ${DEFAULT-VALUE}).")
  private Path masterFile;

  @Option(names = "--host-name", description = "Name of this node (default: the host name).")
  private String hostName;

  @Option(
      names = "--rescan-seconds",
      defaultValue = "5",
      description = "How often to scan the whole queue and spool (default: ${DEFAULT-VALUE}).")
  private int rescanSeconds;

  @Option(
      names = "--ready-file",
      description = "File that exists while the daemon is connected and watching.")
  private Path readyFile;

  private final OptionDefaults defaults;

  private EventDaemon(OptionDefaults defaults) {
    this.defaults = defaults;
  }

  public static void main(String... arguments) {
    // One line per record; must be set before the first logger is created.
    if (System.getProperty("java.util.logging.SimpleFormatter.format") == null) {
      System.setProperty(
          "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL%1$tz %4$s %5$s%6$s%n");
    }
    KnownSettings.load()
        .unknownVariables(System.getenv())
        .forEach(line -> System.err.println("event-daemon: " + line));
    int status;
    try {
      OptionDefaults defaults = OptionDefaults.of(System.getenv(), arguments);
      status =
          new CommandLine(new EventDaemon(defaults))
              .setDefaultValueProvider(defaults)
              .execute(arguments);
    } catch (IOException e) {
      System.err.println("event-daemon: can't read the properties file: " + e);
      status = CommandLine.ExitCode.USAGE;
    }
    System.exit(status);
  }

  @Override
  public Integer call() throws IOException {
    check();
    EventLoop loop =
        new EventLoop(
            queue,
            new JobChangePublisher(queue, prefix, cluster, state, fromBeginning),
            new SpoolDirectory(spool),
            new BrokerSettings(
                amqpUrl, defaults.secret("amqp-password"), prefix, queueType, declareQueues),
            masterCheck ? MasterCheck.byFile(masterFile, hostName()) : MasterCheck.always(),
            new ReadyFile(readyFile),
            Duration.ofSeconds(rescanSeconds));
    logger().info("watching {} and {} for instances {}-*", queue, spool, prefix);
    if (config != null) {
      logger().info("options read from {}", config);
    }
    CountDownLatch ended = new CountDownLatch(1);
    Thread worker = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> logEnd(loop, worker, ended)));
    try {
      loop.run();
    } finally {
      logger().info("ended");
      ended.countDown();
    }
    return CommandLine.ExitCode.OK;
  }

  private void check() {
    if (rescanSeconds < 1) {
      throw new ParameterException(
          specification.commandLine(), "--rescan-seconds: must be at least 1");
    }
    if (!prefix.matches("[A-Za-z0-9_-]+")) {
      throw new ParameterException(
          specification.commandLine(), "--prefix: must consist of letters, digits, '-' and '_'");
    }
    String scheme = amqpUrl.getScheme();
    if (amqpUrl.getHost() == null || !("amqp".equals(scheme) || "amqps".equals(scheme))) {
      throw new ParameterException(
          specification.commandLine(), "--amqp-url: must be amqp://user@host:port/virtual-host");
    }
  }

  private String hostName() throws IOException {
    return hostName != null ? hostName : InetAddress.getLocalHost().getHostName();
  }

  private static void logEnd(EventLoop loop, Thread worker, CountDownLatch ended) {
    loop.stop();
    try {
      if (!ended.await(1, TimeUnit.SECONDS)) {
        // It may be waiting for a broker that does not answer.
        worker.interrupt();
        ended.await(SHUTDOWN_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Created late, because that reads the log format. */
  private static Logger logger() {
    return LoggerFactory.getLogger(EventDaemon.class);
  }
}
