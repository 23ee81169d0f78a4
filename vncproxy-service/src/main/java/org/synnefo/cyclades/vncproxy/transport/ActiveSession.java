package org.synnefo.cyclades.vncproxy.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.synnefo.cyclades.vncproxy.admission.Verdict;
import org.synnefo.cyclades.vncproxy.connection.EndCause;
import org.synnefo.cyclades.vncproxy.session.Session;
import org.synnefo.cyclades.vncproxy.session.WriteBacklog;

/** A console in use, as shown to the operator. */
final class ActiveSession implements Session {

  private final ConsoleTransport console;
  private final Verdict.Admitted admitted;
  private final InetAddress viewer;
  private final PeerHandler fromViewer;
  private final PeerHandler fromServer;
  private final Duration connectTime;
  private final Instant since = Instant.now();

  ActiveSession(
      ConsoleTransport console,
      Verdict.Admitted admitted,
      InetAddress viewer,
      PeerHandler fromViewer,
      PeerHandler fromServer,
      Duration connectTime) {
    this.console = console;
    this.admitted = admitted;
    this.viewer = viewer;
    this.fromViewer = fromViewer;
    this.fromServer = fromServer;
    this.connectTime = connectTime;
  }

  @Override
  public UUID id() {
    return admitted.grant().id();
  }

  @Override
  public long userId() {
    return admitted.grant().userId();
  }

  @Override
  public long serverId() {
    return admitted.grant().serverId();
  }

  @Override
  public InetAddress viewer() {
    return viewer;
  }

  @Override
  public InetSocketAddress destination() {
    return admitted.destination();
  }

  @Override
  public Instant since() {
    return since;
  }

  @Override
  public long bytesFromViewer() {
    return fromViewer.received();
  }

  @Override
  public long bytesFromServer() {
    return fromServer.received();
  }

  @Override
  public Duration connectTime() {
    return connectTime;
  }

  @Override
  public Optional<WriteBacklog> writeBacklog() {
    return Stream.of(fromViewer, fromServer)
        .flatMap(handler -> handler.writeBacklog().stream())
        .reduce(WriteBacklog::plus);
  }

  @Override
  public void stop(EndCause cause) {
    console.stop(cause);
  }
}
