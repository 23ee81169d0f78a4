package org.synnefo.cyclades.vncproxy.connection;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.synnefo.cyclades.vncproxy.rfb.SecurityType;
import org.synnefo.cyclades.vncproxy.rfb.ServerHandshake;
import org.synnefo.cyclades.vncproxy.rfb.ViewerHandshake;

import static org.assertj.core.api.Assertions.assertThat;

class ConsoleConnectionTest {

  private static final String VERSION = "524642203030332e3030380a";

  /**
   * The next state for every state and input. A dot means no change. Lower case is a state, upper
   * case a cause of the end.
   */
  private static final String TABLE =
      """
      input              greeting         authenticating   connecting         negotiating      joined       viewerdone    serverdone    ended
      viewerGarbage      VIEWER_PROTOCOL  .                .                  .                .            .             .             .
      viewerEncrypted    .                .                .                  .                .            .             .             .
      admitted           .                connecting       .                  .                .            .             .             .
      refused            .                WRONG_PASSWORD   .                  .                .            .             .             .
      serverConnected    .                .                negotiating        .                .            .             .             .
      serverUnreachable  .                .                SERVER_UNREACHABLE .                .            .             .             .
      serverGarbage      .                .                .                  SERVER_PROTOCOL  .            .             .             .
      serverHandshake    .                .                .                  joined           .            .             .             .
      serverEncrypted    .                .                .                  .                .            .             .             .
      viewerFinished     VIEWER_CLOSED    VIEWER_CLOSED    VIEWER_CLOSED      VIEWER_CLOSED    viewerdone   .             SERVER_CLOSED .
      serverFinished     .                .                .                  SERVER_PROTOCOL  serverdone   VIEWER_CLOSED .             .
      viewerLost         VIEWER_LOST      VIEWER_LOST      VIEWER_LOST        VIEWER_LOST      VIEWER_LOST  VIEWER_CLOSED SERVER_CLOSED .
      serverLost         .                .                .                  SERVER_PROTOCOL  SERVER_LOST  VIEWER_CLOSED SERVER_CLOSED .
      deadline           VIEWER_TIMEOUT   VIEWER_TIMEOUT   SERVER_UNREACHABLE SERVER_TIMEOUT   .            HALF_CLOSED_TOO_LONG HALF_CLOSED_TOO_LONG .
      stop               KILLED           KILLED           KILLED             KILLED           KILLED       KILLED        KILLED        .
      """;

  static Stream<Arguments> everyStateWithEveryInput() {
    List<String[]> rows = TABLE.lines().map(line -> line.split("\\s+")).toList();
    List<Arguments> cases = new ArrayList<>();
    for (String[] row : rows.subList(1, rows.size())) {
      for (int column = 1; column < row.length; column++) {
        String state = rows.get(0)[column];
        String next = row[column].equals(".") ? state : row[column];
        cases.add(Arguments.of(state, row[0], next));
      }
    }
    return cases.stream();
  }

  @ParameterizedTest(name = "{0} + {1} = {2}")
  @MethodSource("everyStateWithEveryInput")
  void everyInputInEveryStateLeadsToTheExpectedState(String state, String input, String next) {
    RecordingActions actions = new RecordingActions();
    ConsoleConnection connection = inState(state, actions);

    give(input, connection);

    boolean ended = connection.state() instanceof ConnectionState.Ended;
    if (connection.state() instanceof ConnectionState.Ended end && !state.equals("ended")) {
      assertThat(end.cause().name()).isEqualTo(next);
    } else {
      assertThat(name(connection.state())).isEqualTo(next);
    }
    assertThat(actions.ends).isEqualTo(ended ? 1 : 0);
    assertThat(actions.deadlineSet)
        .as("every state but a joined one and the last has a deadline")
        .isEqualTo(!ended && !next.equals("joined"));
  }

  @Test
  void theViewerIsAcceptedOnlyAfterTheServerAcceptsTheProxy() {
    RecordingActions actions = new RecordingActions();
    ConsoleConnection connection = inState("negotiating", actions);
    connection.viewerBytes(bytes("01"));
    assertThat(actions.requested).doesNotContain("viewer<00000000");

    give("serverHandshake", connection);

    assertThat(actions.requested)
        .endsWith("viewer<00000000", "server<01", "join", "read viewer true");
  }

  @Test
  void aViewerThatSendsTooMuchTooEarlyIsNotReadAnyFurther() {
    RecordingActions actions = new RecordingActions();
    ConsoleConnection connection = inState("connecting", actions);

    connection.viewerBytes(ByteBuffer.wrap(new byte[5000]));

    assertThat(actions.requested).endsWith("read viewer false");
  }

  @Test
  void aViewerIsToldThatTheServerFailed() {
    RecordingActions actions = new RecordingActions();
    ConsoleConnection connection = inState("negotiating", actions);

    connection.serverLost();

    String reason =
        HexFormat.of()
            .formatHex(
                "The console is not available"
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    assertThat(actions.requested).contains("viewer<00000001" + "0000001c" + reason);
  }

  @Test
  void plainTextAfterTlsWasAgreedEndsTheConnection() {
    RecordingActions actions = new RecordingActions();
    ConsoleConnection connection =
        connection(actions, SecurityType.VNC_AUTHENTICATION, ViewerHandshake.Encryption.REQUIRED);

    connection.viewerBytes(bytes(VERSION + "13" + "0002" + "00000105" + "ff"));

    assertThat(actions.requested).endsWith("encrypt viewer", "end VIEWER_PROTOCOL");
  }

  @Test
  void aViewerAuthenticatedByATokenIsConnectedDirectly() {
    RecordingActions actions = new RecordingActions();
    ConsoleConnection connection =
        connection(actions, SecurityType.NONE, ViewerHandshake.Encryption.NONE);

    connection.viewerBytes(bytes(VERSION + "01"));

    assertThat(actions.requested).endsWith("viewer<0101", "connect");
  }

  private static ConsoleConnection inState(String state, RecordingActions actions) {
    ConsoleConnection connection =
        connection(actions, SecurityType.VNC_AUTHENTICATION, ViewerHandshake.Encryption.NONE);
    List<String> path =
        switch (state) {
          case "greeting" -> List.of();
          case "authenticating" -> List.of("viewerHandshake");
          case "connecting" -> List.of("viewerHandshake", "admitted");
          case "negotiating" -> List.of("viewerHandshake", "admitted", "serverConnected");
          case "joined", "viewerdone", "serverdone", "ended" ->
              List.of("viewerHandshake", "admitted", "serverConnected", "serverHandshake");
          default -> throw new IllegalArgumentException(state);
        };
    path.forEach(input -> give(input, connection));
    switch (state) {
      case "viewerdone" -> connection.viewerFinished();
      case "serverdone" -> connection.serverFinished();
      case "ended" -> connection.stop(EndCause.KILLED);
      default -> {}
    }
    assertThat(name(connection.state())).isEqualTo(state);
    return connection;
  }

  private static ConsoleConnection connection(
      RecordingActions actions, SecurityType security, ViewerHandshake.Encryption encryption) {
    Duration second = Duration.ofSeconds(1);
    ConsoleConnection connection =
        new ConsoleConnection(
            actions,
            new ConnectionTimeouts(second, second, second),
            new ViewerHandshake(security, encryption, new byte[16]),
            () -> new ServerHandshake(Optional.empty(), ServerHandshake.Encryption.NONE));
    connection.start();
    return connection;
  }

  private static void give(String input, ConsoleConnection connection) {
    switch (input) {
      case "viewerHandshake" -> connection.viewerBytes(bytes(VERSION + "02" + "00".repeat(16)));
      case "viewerGarbage" -> connection.viewerBytes(bytes("ff".repeat(12)));
      case "viewerEncrypted" -> connection.viewerEncrypted();
      case "admitted" -> connection.admitted();
      case "refused" -> connection.refused(EndCause.WRONG_PASSWORD);
      case "serverConnected" -> connection.serverConnected();
      case "serverUnreachable" -> connection.serverUnreachable();
      case "serverGarbage" -> connection.serverBytes(bytes("ff".repeat(12)));
      case "serverHandshake" -> connection.serverBytes(bytes(VERSION + "0101" + "00000000"));
      case "serverEncrypted" -> connection.serverEncrypted();
      case "viewerFinished" -> connection.viewerFinished();
      case "serverFinished" -> connection.serverFinished();
      case "viewerLost" -> connection.viewerLost();
      case "serverLost" -> connection.serverLost();
      case "deadline" -> connection.deadlinePassed();
      case "stop" -> connection.stop(EndCause.KILLED);
      default -> throw new IllegalArgumentException(input);
    }
  }

  private static String name(ConnectionState state) {
    if (state instanceof ConnectionState.HalfClosed half) {
      return half.finished() == ConnectionState.Side.VIEWER ? "viewerdone" : "serverdone";
    }
    return state.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }

  private static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
  }
}
