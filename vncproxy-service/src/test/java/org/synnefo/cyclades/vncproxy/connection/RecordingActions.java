package org.synnefo.cyclades.vncproxy.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Records the actions that a connection requests. */
final class RecordingActions implements ConnectionActions {

  final List<String> requested = new ArrayList<>();
  boolean deadlineSet;
  int ends;

  @Override
  public void sendToViewer(byte[] bytes) {
    requested.add("viewer<" + HexFormat.of().formatHex(bytes));
  }

  @Override
  public void sendToServer(byte[] bytes) {
    requested.add("server<" + HexFormat.of().formatHex(bytes));
  }

  @Override
  public void encryptViewer() {
    requested.add("encrypt viewer");
  }

  @Override
  public void encryptServer() {
    requested.add("encrypt server");
  }

  @Override
  public void authenticate(byte[] challenge, byte[] response) {
    requested.add("authenticate");
  }

  @Override
  public void connect() {
    requested.add("connect");
  }

  @Override
  public void readViewer(boolean wanted) {
    requested.add("read viewer " + wanted);
  }

  @Override
  public void join() {
    requested.add("join");
  }

  @Override
  public void finishViewer() {
    requested.add("finish viewer");
  }

  @Override
  public void finishServer() {
    requested.add("finish server");
  }

  @Override
  public void deadline(Duration time) {
    deadlineSet = true;
  }

  @Override
  public void noDeadline() {
    deadlineSet = false;
  }

  @Override
  public void end(EndCause cause) {
    requested.add("end " + cause);
    ends++;
  }
}
