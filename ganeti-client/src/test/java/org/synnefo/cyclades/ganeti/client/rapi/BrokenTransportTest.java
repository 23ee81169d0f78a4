package org.synnefo.cyclades.ganeti.client.rapi;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.ganeti.client.ClusterAddress;
import org.synnefo.cyclades.ganeti.client.GanetiClient;
import org.synnefo.cyclades.ganeti.client.GanetiException;
import org.synnefo.cyclades.ganeti.client.GanetiTimeouts;
import org.synnefo.cyclades.ganeti.client.JobId;
import org.synnefo.cyclades.ganeti.client.JobStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@QuarkusTest
class BrokenTransportTest {

  private static final Duration SHORT = Duration.ofMillis(500);

  /** For calls that end immediately; this timeout must never be the reason. */
  private static final Duration LONG = Duration.ofSeconds(20);

  private static final String HALF_AN_ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[\"a\",";

  private final RapiClientFactory factory =
      new RapiClientFactory(new GanetiTimeouts(LONG, LONG, LONG));

  private final RapiClientFactory impatient =
      new RapiClientFactory(new GanetiTimeouts(LONG, SHORT, SHORT));

  @Test
  void aRefusedConnectionWasNotApplied() throws IOException {
    assertUnavailable(factory, closedPort(), false);
  }

  @Test
  void anUnknownHostWasNotApplied() {
    assertUnavailable(factory, URI.create("http://cluster.invalid:5080"), false);
  }

  @Test
  void aConnectionTimeoutWasNotApplied() throws IOException {
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // Nobody accepts. Once these connections fill the queue, further ones hang.
      for (int count = 0; count < 3; count++) {
        Socket socket = new Socket();
        waiting.add(socket);
        try {
          socket.connect(full.getLocalSocketAddress(), 200);
        } catch (IOException e) {
          break;
        }
      }
      RapiClientFactory patientReader =
          new RapiClientFactory(new GanetiTimeouts(SHORT, LONG, LONG));
      assertUnavailable(
          patientReader, URI.create("http://127.0.0.1:" + full.getLocalPort()), false);
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void aResetAfterTheRequestMayHaveBeenApplied() {
    try (BrokenServer server = new BrokenServer(BrokenServer.RESET)) {
      assertUnavailable(factory, server.endpoint(), true);
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void aConnectionClosedWithoutAResponseMayHaveBeenApplied() {
    try (BrokenServer server = new BrokenServer(BrokenServer.CLOSE)) {
      assertUnavailable(factory, server.endpoint(), true);
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void aTruncatedResponseMayHaveBeenApplied() {
    try (BrokenServer server = new BrokenServer(BrokenServer.sayAndClose(HALF_AN_ANSWER))) {
      assertUnavailable(factory, server.endpoint(), true);
    }
  }

  @Test
  void aReadTimeoutMayHaveBeenApplied() {
    try (BrokenServer server = new BrokenServer(BrokenServer.SILENCE)) {
      assertUnavailable(impatient, server.endpoint(), true);
    }
  }

  @Test
  void aResponseThatStallsTimesOut() {
    try (BrokenServer server = new BrokenServer(BrokenServer.say(HALF_AN_ANSWER))) {
      assertUnavailable(impatient, server.endpoint(), true);
    }
  }

  @Test
  void longPollsHaveTheirOwnTimeout() {
    RapiClientFactory patientCaller = new RapiClientFactory(new GanetiTimeouts(LONG, LONG, SHORT));
    try (BrokenServer server = new BrokenServer(BrokenServer.SILENCE);
        GanetiClient ganeti = patientCaller.connect(address(server.endpoint()))) {
      assertThat(
              catchThrowableOfType(
                  GanetiException.class,
                  () -> ganeti.waitForJobChange(new JobId(1), JobStatus.RUNNING, -1)))
          .isInstanceOf(GanetiException.Unavailable.class);
    }
  }

  @Test
  void aServerThatDoesNotSpeakHttpIsAnError() {
    try (BrokenServer server = new BrokenServer(BrokenServer.sayAndClose("SSH-2.0-server\r\n"));
        GanetiClient ganeti = impatient.connect(address(server.endpoint()))) {
      assertThat(catchThrowableOfType(GanetiException.class, ganeti::info)).isNotNull();
    }
  }

  @Test
  void anotherEndpointIsTriedAndRememberedWhenOneRefusesConnections() throws IOException {
    try (RecordedCluster second = new RecordedCluster();
        BrokenServer third = new BrokenServer(BrokenServer.SILENCE);
        GanetiClient ganeti =
            factory.connect(address(closedPort(), second.endpoint(), third.endpoint()))) {
      second.says(200, "instance-create").says(200, "os");

      assertThat(ganeti.startInstance("snf-1", "r")).isEqualTo(new JobId(23));
      assertThat(ganeti.operatingSystems()).hasSize(1);

      assertThat(second.requests()).hasSize(2);
      assertThat(third.requests()).isZero();
    }
  }

  @Test
  void aChangeThatMayHaveBeenAppliedIsNotSentToAnotherEndpoint() {
    try (BrokenServer first = new BrokenServer(BrokenServer.CLOSE);
        RecordedCluster second = new RecordedCluster();
        GanetiClient ganeti = factory.connect(address(first.endpoint(), second.endpoint()))) {
      second.says(200, "os");

      assertThat(
              catchThrowableOfType(GanetiException.class, () -> ganeti.startInstance("snf-1", "r")))
          .isInstanceOf(GanetiException.Unavailable.class);
      assertThat(second.requests()).isEmpty();

      assertThat(ganeti.operatingSystems()).hasSize(1);
    }
  }

  private static void assertUnavailable(
      RapiClientFactory factory, URI endpoint, boolean mayHaveBeenApplied) {
    Instant start = Instant.now();
    try (GanetiClient ganeti = factory.connect(address(endpoint))) {
      GanetiException.Unavailable failure =
          catchThrowableOfType(
              GanetiException.Unavailable.class, () -> ganeti.startInstance("snf-1", "r"));
      assertThat(failure.mayHaveBeenApplied()).as("%s", failure).isEqualTo(mayHaveBeenApplied);
      assertThat(failure).hasMessageContaining(endpoint.toString());
    }
    assertThat(Duration.between(start, Instant.now())).isLessThan(LONG.dividedBy(2));
  }

  private static URI closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
  }

  private static ClusterAddress address(URI... endpoints) {
    return new ClusterAddress(Arrays.asList(endpoints), "user", "secret", Optional.empty());
  }
}
