package org.synnefo.cyclades.ganeti.client.rapi;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/**
 * One endpoint of a cluster.
 *
 * @param uri its base address
 * @param calls for requests that are answered immediately
 * @param waits for long polls; they have their own timeout and connections, so that they never
 *     delay other requests
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
