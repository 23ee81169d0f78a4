package org.synnefo.cyclades.ganeti.simulator.console;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The server side of one connection. Bytes may arrive in pieces of any size; a message is processed
 * once it is complete.
 *
 * <pre>
 * VERSION → SECURITY (3.7, 3.8) → INIT → READY
 *         ↘ (3.3: no choice)    ↗
 * </pre>
 */
final class RfbSession {

  private static final String VERSION_3_8 = "RFB 003.008\n";
  private static final int VERSION_LENGTH = 12;
  private static final int SECURITY_NONE = 1;
  private static final int LONGEST_TEXT = 1 << 18;

  private static final int MOST_PIECES = 100;

  private static final int SET_PIXEL_FORMAT = 0;
  private static final int SET_ENCODINGS = 2;
  private static final int UPDATE_REQUEST = 3;
  private static final int KEY = 4;
  private static final int POINTER = 5;
  private static final int CUT_TEXT = 6;

  private enum State {
    VERSION,
    SECURITY,
    INIT,
    READY
  }

  private final String name;
  private final Screen screen;
  private final Consumer<Buffer> output;

  /** The version of each piece of a part that the viewer has. */
  private final Map<Rectangle, Integer> seen = new HashMap<>();

  private Buffer input = Buffer.buffer();
  private State state = State.VERSION;
  private int minorVersion;
  private PixelFormat format = PixelFormat.NATIVE;
  private Rectangle wanted;
  private boolean whole;

  /**
   * @param output receives the bytes to send
   */
  RfbSession(String name, Screen screen, Consumer<Buffer> output) {
    this.name = name;
    this.screen = screen;
    this.output = output;
  }

  void open() {
    output.accept(Buffer.buffer(VERSION_3_8));
  }

  /**
   * Processes bytes from the viewer.
   *
   * @throws RfbException if the connection must be closed
   */
  void receive(Buffer bytes) throws RfbException {
    input.appendBuffer(bytes);
    for (int taken = take(); taken > 0; taken = take()) {
      input = input.getBuffer(taken, input.length());
    }
  }

  /**
   * Processes the message at the start of the input. Returns its length, or 0 if it is incomplete.
   */
  private int take() throws RfbException {
    return switch (state) {
      case VERSION -> takeVersion();
      case SECURITY -> takeSecurity();
      case INIT -> takeInit();
      case READY -> takeMessage();
    };
  }

  private int takeVersion() throws RfbException {
    if (input.length() < VERSION_LENGTH) {
      return 0;
    }
    String version = input.getString(0, VERSION_LENGTH, "US-ASCII");
    if (!version.matches("RFB [0-9]{3}\\.[0-9]{3}\n")) {
      throw new RfbException("Not an RFB viewer");
    }
    int minor = Integer.parseInt(version, 8, 11, 10);
    // Unknown versions count as 3.3, as the protocol requires.
    minorVersion = minor >= 8 ? 8 : minor == 7 ? 7 : 3;
    if (minorVersion == 3) {
      output.accept(Buffer.buffer().appendInt(SECURITY_NONE));
      state = State.INIT;
    } else {
      output.accept(Buffer.buffer(new byte[] {1, SECURITY_NONE}));
      state = State.SECURITY;
    }
    return VERSION_LENGTH;
  }

  private int takeSecurity() throws RfbException {
    if (input.length() < 1) {
      return 0;
    }
    if (input.getByte(0) != SECURITY_NONE) {
      if (minorVersion == 8) {
        byte[] reason = "No such security type".getBytes(StandardCharsets.US_ASCII);
        output.accept(Buffer.buffer().appendInt(1).appendInt(reason.length).appendBytes(reason));
      }
      throw new RfbException("Unknown security type");
    }
    if (minorVersion == 8) {
      output.accept(Buffer.buffer().appendInt(0));
    }
    state = State.INIT;
    return 1;
  }

  private int takeInit() {
    if (input.length() < 1) {
      return 0;
    }
    Buffer message =
        Buffer.buffer().appendUnsignedShort(Screen.WIDTH).appendUnsignedShort(Screen.HEIGHT);
    PixelFormat.NATIVE.write(message);
    byte[] title = name.getBytes(StandardCharsets.UTF_8);
    output.accept(message.appendInt(title.length).appendBytes(title));
    state = State.READY;
    return 1;
  }

  private int takeMessage() throws RfbException {
    if (input.length() < 1) {
      return 0;
    }
    int type = input.getUnsignedByte(0);
    int length = messageLength(type);
    if (length == 0 || input.length() < length) {
      return 0;
    }
    switch (type) {
      case SET_PIXEL_FORMAT -> setFormat();
      case UPDATE_REQUEST -> request();
      case KEY -> {
        if (input.getByte(1) != 0) {
          screen.key(input.getInt(4));
        }
      }
      case POINTER -> {
        if (input.getByte(1) != 0) {
          screen.press(input.getUnsignedShort(2), input.getUnsignedShort(4));
        }
      }
      case CUT_TEXT -> screen.paste(input.getString(8, length, "ISO-8859-1"));
      default -> {
        // Encodings: only raw is supported.
      }
    }
    return length;
  }

  /** The length of the message at the start of the input; 0 if it is not known yet. */
  private int messageLength(int type) throws RfbException {
    return switch (type) {
      case SET_PIXEL_FORMAT -> 4 + PixelFormat.LENGTH;
      case SET_ENCODINGS -> input.length() < 4 ? 0 : 4 + 4 * input.getUnsignedShort(2);
      case UPDATE_REQUEST -> 10;
      case KEY -> 8;
      case POINTER -> 6;
      case CUT_TEXT -> input.length() < 8 ? 0 : 8 + textLength(input.getInt(4));
      default -> throw new RfbException("Unknown message type " + type);
    };
  }

  private static int textLength(int length) throws RfbException {
    if (length < 0 || length > LONGEST_TEXT) {
      throw new RfbException("Text too long: " + length);
    }
    return length;
  }

  private void setFormat() throws RfbException {
    format = PixelFormat.read(input, 4);
    if (!format.trueColour()) {
      Buffer colours =
          Buffer.buffer()
              .appendByte((byte) 1)
              .appendByte((byte) 0)
              .appendUnsignedShort(0)
              .appendUnsignedShort(Screen.PALETTE.size());
      Screen.PALETTE.forEach(
          rgb -> {
            for (int part : rgb) {
              colours.appendUnsignedShort(part << 8 | part);
            }
          });
      output.accept(colours);
    }
  }

  private void request() {
    Rectangle asked =
        new Rectangle(
            input.getUnsignedShort(2),
            input.getUnsignedShort(4),
            input.getUnsignedShort(6),
            input.getUnsignedShort(8));
    wanted = asked.intersection(new Rectangle(0, 0, Screen.WIDTH, Screen.HEIGHT));
    whole |= input.getByte(1) == 0;
  }

  /**
   * Sends the update that the viewer has requested: the changes, or the whole screen. Pending
   * requests are answered together.
   */
  void sendUpdate() {
    if (state != State.READY || wanted == null) {
      return;
    }
    if (seen.size() > MOST_PIECES) {
      seen.clear();
    }
    RfbUpdate update = new RfbUpdate(screen, format);
    for (Screen.Part part : Screen.Part.values()) {
      Rectangle area = part.area().intersection(wanted);
      boolean changed = !Integer.valueOf(screen.version(part)).equals(seen.get(area));
      if (!area.isEmpty() && changed) {
        seen.put(area, screen.version(part));
        update.add(area);
      }
    }
    if (whole) {
      update = new RfbUpdate(screen, format);
      update.add(wanted);
    }
    if (whole || !update.isEmpty()) {
      wanted = null;
      whole = false;
      output.accept(update.message());
    }
  }
}
