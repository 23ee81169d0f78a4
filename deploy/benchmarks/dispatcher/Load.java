import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The load generator of the dispatcher's benchmark. It publishes operation events, consumes a queue
 * without processing, and measures how long it takes until an event is in the database. {@code run}
 * starts it with Java's source launcher.
 */
public final class Load {

  private static final String EXCHANGE = "ganeti";
  private static final String KEY = "ganeti.snf.event.op";
  private static final int CONFIRM_EVERY = 1000;
  private static final int PREFETCH = 256;
  private static final int PROBES = 10;
  private static final long POLL_NANOS = 5_000_000;
  private static final String[] STATUSES = {"queued", "waiting", "running", "success"};

  private final List<Long> servers;
  private final long firstJob = Instant.now().getEpochSecond();

  private Load(String first, String number) {
    servers = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(number); i++) {
      servers.add(Long.parseLong(first) + i);
    }
  }

  public static void main(String[] arguments) throws Exception {
    ConnectionFactory broker = new ConnectionFactory();
    broker.setUri(arguments[1]);
    try (Connection connection = broker.newConnection()) {
      switch (arguments[0]) {
        case "publish" -> new Load(arguments[2], arguments[3]).publish(connection, arguments[4]);
        case "consume" -> consume(connection, arguments[2], arguments[3], arguments[4]);
        case "paced" ->
            new Load(arguments[2], arguments[3])
                .paced(connection, arguments[4], arguments[5]);
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    }
  }

  /** Event number i: each server gets the four statuses of one job in order. */
  private byte[] event(int i, Instant time) {
    int turn = i / servers.size();
    int job = turn / STATUSES.length;
    return body(
        servers.get(i % servers.size()),
        job % 2 == 0 ? "OP_INSTANCE_SHUTDOWN" : "OP_INSTANCE_STARTUP",
        firstJob + job,
        STATUSES[turn % STATUSES.length],
        time);
  }

  private static byte[] body(long server, String operation, long job, String status, Instant time) {
    return String.format(
            Locale.ROOT,
            "{\"type\": \"ganeti-op-status\", \"instance\": \"snf-%d\", \"operation\": \"%s\","
                + " \"jobId\": %d, \"opIndex\": 0, \"status\": \"%s\", \"logmsg\": null,"
                + " \"message\": null, \"eventTime\": %d.%06d, \"cluster\": \"benchmark\"}",
            server,
            operation,
            job,
            status,
            time.getEpochSecond(),
            time.getNano() / 1000)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void send(Channel channel, String exchange, String key, byte[] body)
      throws IOException {
    AMQP.BasicProperties properties =
        MessageProperties.PERSISTENT_BASIC
            .builder()
            .contentType("application/json")
            .messageId(UUID.randomUUID().toString())
            .type("ganeti-op-status")
            .build();
    channel.basicPublish(exchange, key, properties, body);
  }

  private void publish(Connection connection, String number) throws Exception {
    int events = Integer.parseInt(number);
    Instant first = Instant.now().minusMillis(events);
    Channel channel = connection.createChannel();
    channel.confirmSelect();
    for (int i = 0; i < events; i++) {
      send(channel, EXCHANGE, KEY, event(i, first.plusMillis(i)));
      if (i % CONFIRM_EVERY == 0) {
        channel.waitForConfirmsOrDie();
      }
    }
    channel.waitForConfirmsOrDie();
  }

  /** The speed of the broker alone: a full queue is consumed and acknowledged one by one. */
  private static void consume(
      Connection connection, String number, String consumers, String queueType) throws Exception {
    int events = Integer.parseInt(number);
    Channel publisher = connection.createChannel();
    publisher.confirmSelect();
    String queue = "benchmark";
    publisher.queueDeclare(queue, true, false, false, Map.of("x-queue-type", queueType));
    publisher.queuePurge(queue);
    for (int i = 0; i < events; i++) {
      send(publisher, "", queue, body(i, "OP_INSTANCE_STARTUP", i, "success", Instant.now()));
      if (i % CONFIRM_EVERY == 0) {
        publisher.waitForConfirmsOrDie();
      }
    }
    publisher.waitForConfirmsOrDie();
    AtomicInteger received = new AtomicInteger();
    AtomicLong warm = new AtomicLong();
    CountDownLatch done = new CountDownLatch(1);
    int warmUp = events / 3;
    for (int i = 0; i < Integer.parseInt(consumers); i++) {
      Channel channel = connection.createChannel();
      channel.basicQos(PREFETCH);
      channel.basicConsume(
          queue,
          false,
          new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(
                String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body)
                throws IOException {
              getChannel().basicAck(envelope.getDeliveryTag(), false);
              int now = received.incrementAndGet();
              if (now == warmUp) {
                warm.set(System.nanoTime());
              } else if (now == events) {
                done.countDown();
              }
            }
          });
    }
    done.await();
    double seconds = (System.nanoTime() - warm.get()) / 1e9;
    publisher.queueDelete(queue);
    System.out.println((events - warmUp) / seconds);
  }

  /**
   * Publishes events at a steady rate while polling some servers. A warm-up of the same length
   * comes first, so that this program is compiled, too.
   */
  private void paced(Connection connection, String rate, String seconds)
      throws Exception {
    Map<Long, ConcurrentLinkedQueue<Instant>> unseen = new ConcurrentHashMap<>();
    servers.subList(0, PROBES).forEach(id -> unseen.put(id, new ConcurrentLinkedQueue<>()));
    List<Double> milliseconds = new ArrayList<>();
    Instant warm = Instant.now().plusSeconds(Integer.parseInt(seconds));
    Thread watcher = new Thread(() -> watch(unseen, warm, milliseconds));
    watcher.start();
    Channel channel = connection.createChannel();
    int events = (int) (Double.parseDouble(rate) * Integer.parseInt(seconds) * 2);
    long pause = (long) (1e9 / Double.parseDouble(rate));
    long start = System.nanoTime();
    for (int i = 0; i < events; i++) {
      long early = start + i * pause - System.nanoTime();
      if (early > 0) {
        LockSupport.parkNanos(early);
      }
      Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
      ConcurrentLinkedQueue<Instant> probe = unseen.get(servers.get(i % servers.size()));
      if (probe != null) {
        probe.add(now);
      }
      send(channel, EXCHANGE, KEY, event(i, now));
    }
    double sent = events / ((System.nanoTime() - start) / 1e9);
    watcher.join();
    double[] sorted = milliseconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    long left = unseen.values().stream().mapToLong(ConcurrentLinkedQueue::size).sum();
    System.out.printf(
        Locale.ROOT,
        "%.0f %d %d %.1f %.1f %.1f%n",
        sent,
        sorted.length,
        left,
        sorted[sorted.length / 2],
        sorted[(int) (sorted.length * 0.99)],
        Arrays.stream(sorted).max().orElse(0));
  }

  /** Logs in as PostgreSQL's own programs do, by the environment. */
  private static java.sql.Connection database() throws SQLException {
    Map<String, String> environment = System.getenv();
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%s/%s"
            .formatted(
                environment.get("PGHOST"),
                environment.get("PGPORT"),
                environment.get("PGDATABASE")),
        environment.get("PGUSER"),
        environment.get("PGPASSWORD"));
  }

  /** Waits until every event was seen, or none for ten seconds. */
  private static void watch(
      Map<Long, ConcurrentLinkedQueue<Instant>> unseen,
      Instant warm,
      List<Double> milliseconds) {
    try (var database = database();
        PreparedStatement statement =
            database.prepareStatement("select id, job_event_time from servers where id = any(?)")) {
      statement.setArray(1, database.createArrayOf("bigint", unseen.keySet().toArray()));
      long lastNews = System.nanoTime();
      while (System.nanoTime() - lastNews < 10_000_000_000L) {
        ResultSet rows = statement.executeQuery();
        Instant now = Instant.now();
        while (rows.next()) {
          ConcurrentLinkedQueue<Instant> sent = unseen.get(rows.getLong(1));
          var seen = rows.getTimestamp(2);
          while (seen != null && !sent.isEmpty() && !sent.peek().isAfter(seen.toInstant())) {
            Instant happened = sent.remove();
            if (happened.isAfter(warm)) {
              milliseconds.add(Duration.between(happened, now).toNanos() / 1e6);
            }
            lastNews = System.nanoTime();
          }
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
