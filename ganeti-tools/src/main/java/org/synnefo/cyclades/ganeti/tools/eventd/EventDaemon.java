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
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The event daemon's main class: reads the options and runs the {@link EventLoop}. */
@Command(
    name = "event-daemon",
    description = "Tells the message broker what happens in Ganeti's job queue and in the spool.",
    footer = {
      "",
      "Each option may also come from the environment (--amqp-url from CYCLADES_EVENTD_AMQP_URL)",
      "or from the properties file (amqp-url). The broker's password may be in the URL, or apart",
      "in CYCLADES_EVENTD_AMQP_PASSWORD or the property amqp-password."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class EventDaemon implements Callable<Integer> {

  private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(8);

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
          "Directory where hook and progress monitor leave messages (default: ${DEFAULT-VALUE}).")
  private Path spool;

  @Option(
      names = "--state",
      defaultValue = "/var/lib/cyclades-event-daemon/position.json",
      description = "File with what was told already (default: ${DEFAULT-VALUE}).")
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

  @Option(names = "--cluster", description = "Name of the cluster, put in each message.")
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
      description = "On the first start, tell jobs too that were finished before it.")
  private boolean fromBeginning;

  @Option(
      names = "--master-check",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      description = "Tell jobs only while this node is Ganeti's master.")
  private boolean masterCheck;

  @Option(
      names = "--master-file",
      defaultValue = "/var/lib/ganeti/ssconf_master_node",
      description = "Where Ganeti keeps the master's name (default: ${DEFAULT-VALUE}).")
  private Path masterFile;

  @Option(names = "--host-name", description = "Name of this node (default: the system's).")
  private String hostName;

  @Option(
      names = "--rescan-seconds",
      defaultValue = "5",
      description = "How often everything is looked at (default: ${DEFAULT-VALUE}).")
  private int rescanSeconds;

  @Option(
      names = "--ready-file",
      description = "File that is there while the daemon is connected and watching.")
  private Path readyFile;

  private final OptionDefaults defaults;

  private EventDaemon(OptionDefaults defaults) {
    this.defaults = defaults;
  }

  public static void main(String... arguments) {
    // One line each, before the first logger is made.
    if (System.getProperty("java.util.logging.SimpleFormatter.format") == null) {
      System.setProperty(
          "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL%1$tz %4$s %5$s%6$s%n");
    }
    int status;
    try {
      OptionDefaults defaults = OptionDefaults.of(System.getenv(), arguments);
      status =
          new CommandLine(new EventDaemon(defaults))
              .setDefaultValueProvider(defaults)
              .execute(arguments);
    } catch (IOException e) {
      System.err.println("event-daemon: the properties can't be read: " + e);
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
      logger().info("with the options in {}", config);
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
      throw new ParameterException(specification.commandLine(), "--rescan-seconds: at least 1");
    }
    if (!prefix.matches("[A-Za-z0-9_-]+")) {
      throw new ParameterException(
          specification.commandLine(), "--prefix: letters, digits, '-' and '_'");
    }
    String scheme = amqpUrl.getScheme();
    if (amqpUrl.getHost() == null || !("amqp".equals(scheme) || "amqps".equals(scheme))) {
      throw new ParameterException(
          specification.commandLine(), "--amqp-url: amqp://user@host:port/virtual-host");
    }
  }

  private String hostName() throws IOException {
    return hostName != null ? hostName : InetAddress.getLocalHost().getHostName();
  }

  private static void logEnd(EventLoop loop, Thread worker, CountDownLatch ended) {
    loop.stop();
    try {
      if (!ended.await(1, TimeUnit.SECONDS)) {
        // Perhaps it waits for a broker that does not answer.
        worker.interrupt();
        ended.await(LONGEST_GOODBYE.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Made late, since making it reads the format of the log's lines. */
  private static Logger logger() {
    return LoggerFactory.getLogger(EventDaemon.class);
  }
}
