package org.synnefo.cyclades.ganeti.client.rapi;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/**
 * One endpoint of a cluster.
 *
 * @param uri its base address
 * @param calls for calls that answer at once
 * @param waits for long polls, with a timeout and connections of their own: they never keep a call
 *     waiting
 */
record Endpoint(URI uri, RemoteApi calls, RemoteApi waits) {

  void close() {
    try {
      ((Closeable) calls).close();
      ((Closeable) waits).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
