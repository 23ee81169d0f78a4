package org.synnefo.cyclades.admin.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The program's standard output. A {@link PrintWriter} keeps failures to itself: a token that went
 * to a full disk would be lost without a word, and a long list would go on after {@code head} has
 * seen enough.
 */
public final class StandardOutput {

  private StandardOutput() {}

  /** Nobody reads the output any more. */
  public static final class ClosedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private ClosedException(IOException cause) {
      super(cause);
    }
  }

  /** A buffered writer that fails with an exception. */
  public static PrintWriter writer() {
    return writer(new FileOutputStream(FileDescriptor.out));
  }

  static PrintWriter writer(OutputStream target) {
    return new PrintWriter(new OutputStreamWriter(new Failing(target), StandardCharsets.UTF_8));
  }

  /** Fails with exceptions that a {@link PrintWriter} does not catch. */
  private static final class Failing extends OutputStream {

    private final OutputStream target;

    private Failing(OutputStream target) {
      this.target = target;
    }

    @Override
    public void write(int octet) {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
      try {
        target.write(octets, offset, length);
      } catch (IOException e) {
        if (String.valueOf(e.getMessage()).contains("Broken pipe")) {
          throw new ClosedException(e);
        }
        throw CommandFailedException.failure("the output could not be written: %s", e.getMessage());
      }
    }
  }
}
