package org.synnefo.cyclades.vncproxy.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WebSocketPeerHandlerTest {

  /** These tests receive no RFB bytes. */
  private static final class NoListener implements PeerHandler.Listener {

    @Override
    public void received(ByteBuffer bytes) {
      throw new AssertionError("no byte of the RFB stream was sent");
    }

    @Override
    public void encrypted() {}

    @Override
    public void notEncrypted(Throwable cause) {}

    @Override
    public void finished() {}

    @Override
    public void lost() {}
  }

  private final EmbeddedChannel channel = new EmbeddedChannel();

  @BeforeEach
  void addHandler() {
    channel
        .pipeline()
        .addLast(new WebSocketPeerHandler(channel, new NoListener(), Duration.ofMinutes(1)));
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void aPingIsAnsweredWithItsPayload() {
    channel.writeInbound(new PingWebSocketFrame(Unpooled.wrappedBuffer(new byte[] {1, 2, 3})));

    PongWebSocketFrame pong = channel.readOutbound();
    assertThat(pong.content()).isEqualTo(Unpooled.wrappedBuffer(new byte[] {1, 2, 3}));
    pong.release();
  }

  @Test
  void pingsOfABrowserThatDoesNotReadAreDropped() {
    ByteBuf contents = Unpooled.buffer().writeInt(7);
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);

    channel.writeInbound(new PingWebSocketFrame(contents));

    assertThat(channel.<Object>readOutbound()).isNull();
    assertThat(contents.refCnt()).isZero();
  }
}
