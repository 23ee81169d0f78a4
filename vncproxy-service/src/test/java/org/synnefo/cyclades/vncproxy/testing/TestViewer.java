package org.synnefo.cyclades.vncproxy.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.synnefo.cyclades.vncproxy.rfb.VncAuthentication;

/** A minimal VNC viewer for tests. */
public final class TestViewer implements AutoCloseable {

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final int minor;

  public TestViewer(InetSocketAddress proxy) throws IOException {
    this(proxy, 8);
  }

  /**
   * @param minor the minor version to use: 3, 7 or 8
   */
  public TestViewer(InetSocketAddress proxy, int minor) throws IOException {
    this(proxy, minor, InetAddress.getLoopbackAddress());
  }

  /**
   * @param from source address of the connection
   */
  public TestViewer(InetSocketAddress proxy, int minor, InetAddress from) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), proxy.getPort(), from, 0), minor);
  }

  /**
   * @param socket connected to the proxy
   */
  public TestViewer(Socket socket, int minor) throws IOException {
    this.minor = minor;
    this.socket = socket;
    socket.setSoTimeout(20_000);
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /** Authenticates; returns the reason of a refusal, or null if accepted. */
  public String authenticate(String password) throws IOException {
    respond(password);
    if (in.readInt() == 0) {
      return null;
    }
    return minor == 8 ? new String(in.readNBytes(in.readInt()), StandardCharsets.ISO_8859_1) : "";
  }

  /** Answers the challenge without waiting for the result. */
  public void respond(String password) throws IOException {
    out.write(VncAuthentication.response(password, challenge()));
  }

  private byte[] challenge() throws IOException {
    in.readFully(new byte[12]);
    out.write(("RFB 003.00" + minor + "\n").getBytes(StandardCharsets.US_ASCII));
    if (minor == 3) {
      check(in.readInt() == 2);
    } else {
      check(in.readByte() == 1 && in.readByte() == 2);
      out.write(2);
    }
    return in.readNBytes(16);
  }

  /** Sends ClientInit and reads the server's answer. */
  public void begin() throws IOException {
    out.write(1);
    check(
        java.util.Arrays.equals(
            in.readNBytes(FakeVncServer.SERVER_INIT.length), FakeVncServer.SERVER_INIT));
  }

  public DataInputStream in() {
    return in;
  }

  public OutputStream out() {
    return out;
  }

  public Socket socket() {
    return socket;
  }

  private static void check(boolean asExpected) throws IOException {
    if (!asExpected) {
      throw new IOException("the proxy does not speak as expected");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
