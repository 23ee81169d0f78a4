package org.synnefo.cyclades.vncproxy.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes down what a connection wants. */
final class RecordingWires implements Wires {

  final List<String> wishes = new ArrayList<>();
  boolean deadlineSet;
  int ends;

  @Override
  public void sendToViewer(byte[] bytes) {
    wishes.add("viewer<" + HexFormat.of().formatHex(bytes));
  }

  @Override
  public void sendToServer(byte[] bytes) {
    wishes.add("server<" + HexFormat.of().formatHex(bytes));
  }

  @Override
  public void encryptViewer() {
    wishes.add("encrypt viewer");
  }

  @Override
  public void encryptServer() {
    wishes.add("encrypt server");
  }

  @Override
  public void identify(byte[] challenge, byte[] response) {
    wishes.add("identify");
  }

  @Override
  public void connect() {
    wishes.add("connect");
  }

  @Override
  public void readViewer(boolean wanted) {
    wishes.add("read viewer " + wanted);
  }

  @Override
  public void join() {
    wishes.add("join");
  }

  @Override
  public void finishViewer() {
    wishes.add("finish viewer");
  }

  @Override
  public void finishServer() {
    wishes.add("finish server");
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
    wishes.add("end " + cause);
    ends++;
  }
}
