package org.synnefo.cyclades.vncproxy.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A minimal browser for tests. */
public final class TestBrowser implements AutoCloseable {

  private final BlockingQueue<Byte> received = new LinkedBlockingQueue<>();
  private final WebSocket socket;
  private volatile boolean reading = true;

  /**
   * @param port the proxy's HTTP port
   */
  public TestBrowser(int port, String token) throws Exception {
    URI address = URI.create("ws://127.0.0.1:" + port + "/console?token=" + token);
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .subprotocols("binary")
            .buildAsync(address, new Receiver())
            .get(20, TimeUnit.SECONDS);
  }

  public void handshake() throws InterruptedException {
    skip(12);
    send("RFB 003.008\n".getBytes(StandardCharsets.US_ASCII));
    skip(2);
    send(new byte[] {1});
    skip(4);
    send(new byte[] {1});
    skip(FakeVncServer.SERVER_INIT.length);
  }

  /** Stops reading what the proxy sends. */
  public void stopReading() {
    reading = false;
  }

  /** Sends one byte. */
  public void touch() {
    send(new byte[] {9});
  }

  public boolean echoes() throws InterruptedException {
    touch();
    Byte echo = received.poll(20, TimeUnit.SECONDS);
    return echo != null && echo == 9;
  }

  private void skip(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      if (received.poll(20, TimeUnit.SECONDS) == null) {
        throw new IllegalStateException("the proxy sent too little");
      }
    }
  }

  private void send(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Receiver implements WebSocket.Listener {

    @Override
    public CompletionStage<?> onBinary(WebSocket source, ByteBuffer data, boolean last) {
      while (data.hasRemaining()) {
        received.add(data.get());
      }
      if (reading) {
        source.request(1);
      }
      return null;
    }
  }
}
